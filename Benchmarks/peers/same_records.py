"""Whether two sets of records have the same ids and texts: same_records.py OURS THEIRS.jsonl, where OURS is a folder of
parts."""
import json
import pathlib
import sys

import zstandard


def records(path):
    data = zstandard.open(path).read() if path.suffix == ".zst" else path.read_text(encoding="utf-8")
    return [(record["id"], record["text"]) for record in map(json.loads, data.splitlines())]


ours = [record for part in sorted(pathlib.Path(sys.argv[1]).glob("*.jsonl.zst")) for record in records(part)]
theirs = records(pathlib.Path(sys.argv[2]))
known = dict(theirs)
for identifier, text in ours:
    if known.get(identifier) != text:
        print("differs:", identifier, file=sys.stderr)
sys.exit(sorted(ours) != sorted(theirs))
