"""Records what Python's json accepts and what it reads, for Tests/RecordsTests/JSON.

    python3 Tests/Oracles/json/record.py > Tests/Oracles/recorded/json.tsv

A line per case: `ok` or `bad`, the bytes in hexadecimal, and for `ok` the value written back without spaces, numbers as
they were spelled. Stricter than Python in two documented ways: NaN and the infinities are refused (RFC 8259 has none),
and so are escaped surrogates without a partner (they cannot be written as UTF-8).
Recorded with CPython 3.11.7.
"""
import json
import random
import sys


class Number(str):
    pass


def refuse(word):
    raise ValueError(word)


def write(value):
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(k, ensure_ascii=False) + ":" + write(v) for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def verdict(raw):
    try:
        value = json.loads(raw.decode("utf-8"), parse_int=Number, parse_float=Number, parse_constant=refuse)
        return "ok\t%s\t%s" % (raw.hex(), write(value).encode("utf-8").hex())
    except (ValueError, RecursionError):
        return "bad\t%s\t" % raw.hex()


HAND = r'''
{} | [] | [[]] | {"a":{}} | "" | 0 | -0 | 1.5 | 1e5 | 1E+5 | 1e-5 | 1.0e0 | true | false | null | " " | [1,2] | [1 , 2 ]
[1,] | [,1] | [,] | {,} | {"a":1,} | {"a" 1} | {"a":} | {"a"} | {a:1} | {'a':1} | {1:1} | {"a":1 "b":2} | [1 2] | [1,,2]
01 | -01 | 00 | 1. | .5 | -.5 | - | + | +1 | 1e | 1e+ | 1E | 0e1 | 0x1 | 1_000 | --1 | 1.2.3 | 1e1.5 | 0.1e1 | -0.0 | -0e-0
NaN | Infinity | -Infinity | nan | tru | truex | True | nul | nulll | falsehood | t | f | n | undefined
"\n\t\r\b\f\/\\\"" | "\a" | "\x41" | "\u" | "\u12" | "\u123" | "\u123g" | "\u0041" | "\u00e9" | "\uFFFF" | "\u0000" | "\U0041"
"\ud83d\ude00" | "\ud83d" | "\ude00" | "\ud83d\ud83d" | "\ud83dx" | "\ud83d\n" | "\ude00\ud83d" | "\ud83d\u0041" | "\uD83D\uDE00x"
"abc | "abc\" | "\ | abc" | ' | [ | ] | { | } | : | , | [" | {" | {"a | {"a" | {"a": | {"a":1 | {"a":1, | ["a | ["a" | ["a", | [1
{"a":1}{"b":2} | [1]2 | 1 2 | "a""b" | {}x | [] ] | {"a":1}, | nullnull
{"a":1,"a":2} | {"a":1,"b":2,"a":3} | {"":0} | {"\u0061":1,"a":2} | {"a":[{"b":[1,{"c":null}]}]}
[1}| {"a":1] | [{]} | {[}] | [[1] | [[1]]] | {"a":{"b":1} | {"a":{"b":1}}} | ["a":1] | {"a",1} | {"a":1:2}
123456789012345678901234567890 | 1e400 | -1e-400 | 0.1000000000000000055511151231257827 | 9223372036854775808
/**/1 | 1//x | [1]#  | <a> | {"a":1;} | [1;2] | "tab	in" | (1)
'''


def cases():
    rows = [case.strip() for line in HAND.strip().split("\n") for case in line.split(" | ")]
    for case in rows:
        yield case.encode()
    for case in (b"", b" ", b"\n", b"\x00", b"\xef\xbb\xbf1", b"\xff", b'"\xff"', b'"\xc3\xa9"', b'"\xc3"', b'"\xa9"',
                 b'"\xed\xa0\x80"', b'"\xf4\x90\x80\x80"', b'"\xf0\x9f\x98\x80"', b'"\xc0\x80"', b'"\xe0\x80\x80"',
                 b'"a\nb"', b'"a\x00b"', b'"a\x1fb"', b'"a\x7fb"', b"\x0b1", b"\x0c1", b"\xc2\xa01", b"1\x00", b"\r\n\t 1 \t\r\n",
                 b'{"a"\n:\r1\t}', b'"\xe2\x80\xa8"', b"[1\x00]", b'\xef\xbb\xbf{"a":1}'):
        yield case
    draw = random.Random(20240817)
    seeds = [c for c in rows if verdict(c.encode()).startswith("ok")] + [
        '{"id": "d1", "text": "two\\nlines \\"q\\" and caf\u00e9 \\u00e9 \U0001f600", "n": [1, -2.5e3, {"k": null}], "t": true}',
        ' [ "%s" , {"long name of a member": "%s"} ] ' % ("x" * 20, "\u0939\u093f\u0928\u094d\u0926\u0940 " * 3)]
    seeds += seeds[-1:] * 8 + seeds[-2:] * 8
    alphabet = b'{}[]":,\\/ \n\tutfn0123456789.eE+-ab\x00\x1f\x80\xc3\xa9\xed\xa0'
    for _ in range(2000):
        raw = bytearray(draw.choice(seeds).encode())
        for _ in range(draw.randint(1, 3)):
            at = draw.randint(0, len(raw))
            act = draw.randint(0, 2)
            if act == 0:
                raw[at:at] = bytes([draw.choice(alphabet)])
            elif act == 1:
                del raw[at:at + 1]
            else:
                raw[at:at + 1] = bytes([draw.choice(alphabet)])
        yield bytes(raw)


seen = set()
for case in cases():
    if case not in seen:
        seen.add(case)
        print(verdict(case))
