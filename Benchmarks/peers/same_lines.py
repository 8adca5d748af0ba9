"""same_lines.py QUERN_FOLDER SORTED.txt: whether a folder of JSON Lines (.zst) has the lines of a sorted file as its texts,
each once; empty lines aside, which are nobody's duplicate."""
import json
import pathlib
import sys

import zstandard


def texts(folder):
    for path in sorted(pathlib.Path(folder).glob("*.jsonl.zst")):
        with zstandard.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


ours = [text for text in texts(sys.argv[1]) if text]
with open(sys.argv[2], encoding="utf-8", newline="\n") as lines:
    theirs = {line.rstrip("\n") for line in lines} - {""}
if len(ours) != len(theirs) or set(ours) != theirs:
    sys.exit(f"{len(ours)} texts, of which {len(set(ours) - theirs)} are no line; {len(theirs)} lines, of which "
             f"{len(theirs - set(ours))} are no text")
