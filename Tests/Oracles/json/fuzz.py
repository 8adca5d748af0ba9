"""Random records, mutated, through `quern convert` and through Python's json: the records that come out must be the same.

    python3 Tests/Oracles/json/fuzz.py .build/release/quern FOLDER SEED COUNT

The texts and ids lie at paths, names occur twice, numbers are long, surrogates and brackets alone. Every line is read as
JSON Lines in both dialects, every line that is JSON as an element of an array and as one of objects one after the other.
"""
import json
import pathlib
import random
import subprocess
import sys

from record import LONE, Number, verdict, write

TEXTS = ["", "text", "messages[0].content", "meta.body", r"a\.b", "messages[1].parts[0]", "id"]
IDS = ["id", "meta.id", "absent"]
NAMES = ["text", "id", "language", "source", "messages", "meta", "a.b", "body", "content", "parts", "n", "", "t\u00e9xt"]
SCALARS = ["null", "true", "false", "0", "-1.50", "1e400", "123456789012345678901234567890", "NaN", "-Infinity", '""', '"x"', '"\\n"',
           '"\\ud83d\\ude00"', '"\\ud83d"', '"\\u0041\\"b\\\\"', '"caf\u00e9 \u65e5\u672c \U0001f600"', '"' + "plain text " * 9 + '"', '"' + 'q\\"q\\n' * 30 + '"']


def value(draw, depth):
    kind = draw.random()
    if depth > 3 or kind < 0.6:
        return draw.choice(SCALARS if draw.random() < 0.1 else SCALARS[9:13] + SCALARS[14:])
    space = draw.choice(["", "", " ", "\t "])
    if kind < 0.8:
        return "[" + space + ("," + space).join(value(draw, depth + 1) for _ in range(draw.randint(0, 3))) + "]"
    return record(draw, depth + 1)


def record(draw, depth=0):
    space = draw.choice(["", "", " ", " \t"])
    members = []
    for _ in range(draw.randint(0, 5)):
        name = json.dumps(draw.choice(NAMES), ensure_ascii=draw.random() < 0.5)
        if draw.random() < 0.1:
            name = name.replace("t", "\\u0074")
        members.append(name + space + ":" + space + value(draw, depth))
    if draw.random() < 0.3:
        members.append('"messages":[{"role":"user","content":%s},{"parts":[%s]}]' % (value(draw, 3), value(draw, 3)))
    return "{" + space + ("," + space).join(members) + space + "}"


def line(draw):
    raw = bytearray(record(draw).encode())
    if draw.random() < 0.5:
        for _ in range(draw.randint(1, 2)):
            at = draw.randint(0, len(raw))
            act = draw.randint(0, 3)
            byte = bytes([draw.choice(b'{}[]":,\\/ \tutfnNI019.eE+-abdc\x00\x1f\x80\xc3\xa9\xed\xa0\r')])
            if act == 0:
                raw[at:at] = byte
            elif act == 1:
                del raw[at:at + draw.choice([1, 1, 1, 5])]
            elif act == 2:
                raw[at:at + 1] = byte
            else:
                raw = raw[:at]
    return bytes(raw).replace(b"\n", b" ")


def steps(path):
    """`a.b[0]` as ["a", "b", 0]."""
    found, name, at = [], "", 0
    while at <= len(path):
        letter = path[at] if at < len(path) else "."
        if letter == "\\":
            name, at = name + path[at + 1], at + 1
        elif letter in ".[":
            if name or letter == "." and path[at - 1:at] != "]":
                found.append(name)
            name = ""
            if letter == "[":
                close = path.index("]", at)
                found.append(int(path[at + 1:close]))
                at = close
        else:
            name += letter
        at += 1
    return found


def walk(value, path):
    for step in steps(path):
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def expected(raw, text_path, id_path, dialect):
    """The record as the writer has it, without the id and source that are made up; None if it is refused."""
    kind, _, written = verdict(raw).split("\t")
    if kind == "bad" or kind == "lax" and dialect == "strict":
        return None
    record = json.loads(bytes.fromhex(written), parse_int=Number, parse_float=Number)
    if not isinstance(record, dict):
        return None
    paths = {"text": text_path, "id": id_path, "language": "language", "source": "source"}
    fields = {name: walk(record, path) if path else None for name, path in paths.items()}
    for name, field in fields.items():
        if field is not None and (not isinstance(field, str) or isinstance(field, Number) and name != "id"):
            return None
    direct = {steps(path)[0] for path in paths.values() if path and len(steps(path)) == 1}
    displaced = {name for name, path in paths.items() if path} - direct
    rest = {"original_" + name if name in displaced else name: value for name, value in record.items() if name not in direct}
    made = {name: str(field) for name, field in fields.items() if field}
    return rest, made


def same(found, wanted):
    rest, made = wanted
    found = json.loads(found, parse_int=Number, parse_float=Number)
    for name, value in made.items():
        if found.pop(name, None) != value:
            return False
    for name in ("id", "source"):
        if name not in made and name not in rest:
            found.pop(name, None)
    return {name: write(value) for name, value in found.items()} == {name: write(value) for name, value in rest.items()}


def run(quern, folder, name, lines, text_path, id_path, dialect, joiner):
    source = folder / name
    source.write_bytes(joiner(lines))
    output = folder / "out.jsonl"
    subprocess.run([quern, "convert", source, "-o", output, "--text-field", text_path, "--id-field", id_path,
                    "--json-dialect", dialect], capture_output=True)
    return output.read_bytes().split(b"\n")[:-1]


def main():
    quern, folder, seed, count = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    draw = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    differ = records = 0
    for dialect in ("strict", "python"):
        for text_path in TEXTS:
            id_path = draw.choice(IDS)
            lines = [line(draw) for _ in range(count // 14)]
            whole = [raw for raw in lines if not verdict(raw).startswith("bad")]
            for name, these, joiner in (
                    ("lines.jsonl", lines, b"\n".join),
                    ("array.json", whole, lambda all: b"[" + b",\n ".join(all) + b"]"),
                    ("values.json", [raw for raw in whole if raw.strip(b" \t\r")[:1] == b"{"], b" ".join)):
                wanted = [one for one in (expected(raw, text_path, id_path, dialect) for raw in these) if one is not None]
                found = run(quern, folder, name, these, text_path, id_path, dialect, joiner)
                records += len(wanted)
                bad = [(raw, one) for raw, one in zip(found, wanted) if not same(raw, one)]
                if bad or len(found) != len(wanted):
                    differ += max(len(bad), 1)
                    print(f"{name}, {dialect}, text {text_path}, id {id_path}: {len(found)} records, {len(wanted)} by Python", *bad[:1])
    print(f"{records} records, {differ} differ")


main()
