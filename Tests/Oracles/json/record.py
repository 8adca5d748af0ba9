"""Records what Python's json accepts and what it reads, for Tests/RecordsTests/JSON.

    python3 Tests/Oracles/json/record.py > Tests/Oracles/recorded/json.tsv

A line per case: `ok`, `lax` or `bad`, the bytes in hexadecimal, and unless `bad` the value written back without spaces,
numbers as they were spelled. `lax` is what Python reads and the strict dialect refuses: NaN and the infinities (RFC 8259
has none; null is written), and escaped surrogates without a partner (they cannot be written as UTF-8; U+FFFD is written).
`record.py SEED COUNT` prints other random cases, which `JSONOracleTests` reads live. Recorded with CPython 3.11.7.
"""
import json
import random
import re
import sys

LONE = re.compile("[\ud800-\udfff]")


class Number(str):
    pass


def write(value):
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        # Names that differ only in lone surrogates are one when these are written.
        value = {write(name): member for name, member in value.items()}
        return "{" + ",".join(name + ":" + write(member) for name, member in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    if isinstance(value, str):
        value = LONE.sub("\ufffd", value)
    return json.dumps(value, ensure_ascii=False)


def verdict(raw):
    lax = []

    def constant(word):
        lax.append(word)

    def members(pairs):
        # Of a name that is there twice the first value is lost, but not what is wrong with it.
        if LONE.search(json.dumps(pairs, ensure_ascii=False)):
            lax.append(pairs)
        return dict(pairs)

    try:
        value = json.loads(raw.decode("utf-8"), parse_int=Number, parse_float=Number, parse_constant=constant,
                           object_pairs_hook=members)
    except (ValueError, RecursionError):
        return "bad\t%s\t" % raw.hex()
    written = write(value)
    if "\ufffd" in written and LONE.search(json.dumps(value, ensure_ascii=False)):
        lax.append(written)
    return "%s\t%s\t%s" % ("lax" if lax else "ok", raw.hex(), written.encode("utf-8").hex())


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
-Infinity | -NaN | +Infinity | [NaN] | [-Infinity,Infinity] | {"a":NaN} | {"a":-Infinity,"b":[Infinity]} | Infinit | -Infinit | Na | -I | -In | NaNN | NaN1 | Infinity0
NaN NaN | [NaN,] | {"NaN":NaN} | "NaN" | inf | -inf | NAN | infinity | -infinity | [-] | [-Inf] | {NaN:1} | [nan] | INF | 1Infinity | -1Infinity
"\ud800" | "\udbff" | "\udc00" | "\udfff" | "\ud800\udc00" | "\udbff\udfff" | "\ud7ff" | "\ue000" | "\ud800\ud800\udc00" | "\ud800\udc00\udc00" | "\udc00\ud800"
"\ud800\" | "\ud800\u" | "\ud800\udc0" | "\ud800\udc" | "\ud800\uDC0G" | "\ud800 \udc00" | "\ud800\\udc00" | "\ud800\u0000" | "\ud800\u0022" | "\uD800\n\uDC00" | "\ud800"x
{"\ud800":1} | {"\ud800":1,"\ud800":2} | {"a":"\udc00","a":"b"} | ["\ud800","\udc00"] | {"\ud83d\ude00":"\ud83d\ude00"} | ["\ud800",NaN] | "x\ud800y\udc00z" | "é\ud800é"
"\u00" | "\u004" | "\u004 1" | "\u 0041" | "\u+041" | "\u-041" | "\u0x41" | "\u00_1" | "\u00٠1" | "\u{41}" | "\u0041\u0042\u0043" | "\u005c" | "\u005C\u0022" | "\u005cn" | "\u0009\u000a"
"\0" | "\1" | "\v" | "\e" | "\N" | "\T" | "\'" | "\?" | "\ " | "\é" | "\\\" | "\\\\" | "\\\\\" | "\\"" | "\"\"" | "\"" | "\\u0041" | "\\\u0041" | "\/\/" | "/" | "\b\f" | "\bb\ff"
"" "" | ""x | """ | "\n" | "\\n" | " leading and trailing " | "a\tb" | "123456789012345" | "1234567890123456" | "12345678901234567" | "123456789012345\"" | "123456789012345\\" | "123456789012345\n6"
"0123456789012345678901234567890123456789012345678901234567890123456789\"tail" | "0123456789012345678901234567890123456789012345678901234567890123\\" | "\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\"
0.0 | 0.00 | 0.10 | -0.0e0 | 0e0 | 0E0 | 0e+0 | 0e-0 | 0e00 | 1e00 | 1e01 | 1e+01 | 1e-01 | 10 | 100 | 1000000000000000000000 | -1 | -10 | -9223372036854775808 | -9223372036854775809 | 18446744073709551616
0. | 0.e1 | 0.e | .0 | 0..0 | 0.0. | 0.-1 | 0e | 0e+ | 0e- | 0e+-1 | 0ee1 | 0e1e1 | 1.5.5 | 1,5 | 1e5.0 | 1 e5 | 1e 5 | 1 .5 | 1. 5 | - 1 | -a | -e1 | e1 | E | -. | -.5 | 1.e1 | 1a | 1_0 | 0b1 | 0o7 | 0xF | 1f | 1L | 1n
000 | 0123 | -00 | -0123 | 0.1.2 | 1e1000 | -1e1000 | 1e-1000 | 1E400 | 0.00000000000000000000000000001 | 123.456e7 | 123.456E-7 | 1e+9 | ١ | ２ | ½ | ∞ | 1 | 1 | −1 | [0]1 | 0[1] | [01] | [1.] | [.1] | [1e] | [-] | [+1] | [1e+] | [0e1]
true1 | true,false | truefalse | true false | TRUE | FALSE | NULL | None | False | tRue | tru e | t rue | nullx | null, | ,null | null null | [true | [true,false,null] | [truefalse] | [true false] | {"true":true} | {true:1} | {null:null} | "true" | nul l
[] | [ ] | [	] | [[],[]] | [[[]]] | [[],] | [,[]] | [[],,[]] | [[] []] | []] | [[] | []] ] | [][] | [],[] | [{}] | [{},{}] | [{},] | [{} {}] | [[1,[2,[3,[4]]]]] | [1,[2,[3,[4]]] | [1,[2],[3] | [1]] | ][ | [)] | [(1)] | [1;2] | [1:2] | ["a":1] | [a] | [ , ] | [1,2,] | [1,2,,] | [1, ,2]
{} | { } | {"a":1} | { "a" : 1 } | {"a":1,"b":2} | {"a":1 , "b":2} | {"a":1,} | {,"a":1} | {"a":1,,"b":2} | {"a"} | {"a":} | {"a":,"b":1} | {"a" "b"} | {"a":1:2} | {"a"::1} | {"a","b"} | {:1} | {:} | {1} | {1:2} | {[]:1} | {{}:1} | {"a":1}} | {{"a":1} | {"a":{} | {"a":{}}} | {"a":[} | {"a":[}] | {"a":{]} | {"a";1} | {"a"=1} | {"a"=>1} | {a:1} | {'a':1} | {"a":'b'} | {"a":undefined} | {"a":b} | {"a" 1} | {"a":1 2} | {"a":1 "b"}
{"a":1,"a":2,"a":3} | {"a":1,"\u0061":2} | {"a":1,"b":2,"a":3} | {"":1} | {"":1,"":2} | {"a":{"a":1,"a":2}} | {"a":[],"a":{}} | {"é":1,"é":2} | {"\u00e9":1,"é":2} | {" a":1,"a ":2,"a":3} | {"a\n":1} | {"\"":1} | {"\\":1} | {"a":1,"A":2} | {"\u0000":0}
// | /* */ | # | 1 // c | 1 /* c */ | [1, // c | /* c */ [1] | <!-- --> | {"a":/*c*/1} | -- | ; | = | @ | $ | % | ^ | & | * | ( | ) | _ | ` | ~ | ! | ? | < | > | . | 'a' | `a` | “a” | «a» | a | ab | $a | var a=1 | x=[1] | callback([1]) | )]}',[1] | "a"+"b" | 1+1 | 0x | [1]; | {"a":1}; | ; [1] | [1]\n | \n[1] | \u005b\u005d | [\u0031] | [\n]
/**/1 | 1//x | [1]#  | <a> | {"a":1;} | [1;2] | "tab	in" | (1)
'''


def cases():
    rows = [case.strip() for line in HAND.strip().split("\n") for case in line.split(" | ")]
    if len(sys.argv) == 1:
        yield from by_hand(rows)
    draw = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 20240817)
    seeds = [c for c in rows if not verdict(c.encode()).startswith("bad")] + [
        '{"id": "d1", "text": "two\\nlines \\"q\\" and caf\u00e9 \\u00e9 \U0001f600", "n": [1, -2.5e3, {"k": null}], "t": true}',
        ' [ "%s" , {"long name of a member": "%s"} ] ' % ("x" * 20, "\u0939\u093f\u0928\u094d\u0926\u0940 " * 3)]
    seeds += seeds[-1:] * 8 + seeds[-2:] * 8
    alphabet = b'{}[]":,\\/ \n\tutfnNI0123456789.eE+-abdc\x00\x1f\x80\xc3\xa9\xed\xa0'
    for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 2000):
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


def by_hand(rows):
    for case in rows:
        yield case.encode()
    for case in (b"", b" ", b"\n", b"\x00", b"\xef\xbb\xbf1", b"\xff", b'"\xff"', b'"\xc3\xa9"', b'"\xc3"', b'"\xa9"',
                 b'"\xed\xa0\x80"', b'"\xf4\x90\x80\x80"', b'"\xf0\x9f\x98\x80"', b'"\xc0\x80"', b'"\xe0\x80\x80"',
                 b'"a\nb"', b'"a\x00b"', b'"a\x1fb"', b'"a\x7fb"', b"\x0b1", b"\x0c1", b"\xc2\xa01", b"1\x00", b"\r\n\t 1 \t\r\n",
                 b'{"a"\n:\r1\t}', b"\xef\xbb", b"\xff\xfe1\x00", b"\x00\x00\xfe\xff", b"1\xef\xbb\xbf", b"[\xef\xbb\xbf]", b"\xe2\x80\xa81", b"\xc2\x851",
                 b"1\x0b", b"1\x0c", b"[1,\x0b2]", b"[1\xc2\xa0]", b"[\xa0]", b"\x001", b"[\x00]", b"[1,\x00]", b'{"a\x00":1}', b'"\x7f"', b'"\x1f"', b'"\x01"',
                 b'"\t"', b'"\r"', b'"\\\n"', b'"\\\t"', b'"\\\x00"', b'"\xc0\xaf"', b'"\xc1\xbf"', b'"\xe0\x9f\xbf"', b'"\xed\x9f\xbf"', b'"\xed\xbf\xbf"', b'"\xee\x80\x80"',
                 b'"\xef\xbf\xbe"', b'"\xef\xbf\xbf"', b'"\xf0\x8f\xbf\xbf"', b'"\xf4\x8f\xbf\xbf"', b'"\xf5\x80\x80\x80"', b'"\xf8\x88\x80\x80\x80"', b'"\xfe"', b'"\xe2\x82"', b'"\xe2"',
                 b'"\xf0\x9f\x98"', b'"\x80"', b'"\xbf\xbf"', b'"\\\xc3\xa9"', b'"\\u00\xc3\xa9"', b'{"\xff":1}', b'{"\xc3\xa9":1}', b"tru\xc3\xa9", b"\xe3\x80\x801", b"[1]\xff",
                 b'"' + b"a" * 15 + b"\xff" + b'"', b'"' + b"a" * 63 + b"\xc3" + b'"', b'"' + b"a" * 62 + b"\xc3\xa9" + b'"', b'"' + b"a" * 127 + b'\\u00e9"', b'"' + b'\\"' * 64 + b'"',
                 b'"' + b"a" * 64 + b"\n" + b"a" * 200 + b'"', b'"' + b"a" * 64 + b"\\x" + b"a" * 200 + b'"', b'"' + b"a" * 63 + b"\\\\" + b"a" * 200 + b'"', b'"' + b"a" * 62 + b'\\"' + b"a" * 200 + b'"',
                 b'"' + b"\\u00e9" * 60 + b'"', b'"' + b"\\ud83d\\ude00" * 40 + b'"', b'"' + b"a" * 300, b'"' + b"a" * 300 + b"\\", b"[" * 400 + b"]" * 400, b'{"a":' * 300 + b"1" + b"}" * 300,
                 b"[" * 400 + b"]" * 399, b"[" * 400 + b"]" * 401, b'{"a":' * 300 + b"}" * 300, b"1" * 5000, b"-" + b"9" * 400 + b"." + b"9" * 400 + b"e-" + b"9" * 40, b'"\xe2\x80\xa8"', b"[1\x00]", b'\xef\xbb\xbf{"a":1}'):
        yield case


def main():
    seen = set()
    for case in cases():
        if case not in seen:
            seen.add(case)
            print(verdict(case))


if __name__ == "__main__":
    main()
