"""same_lines_left.py OURS THEIRS: whether two folders of JSON Lines (.zst) have the same lines left, without regard to case
and white space, to within one in a thousand: the two do not agree on what ends a line and what is a small letter. Empty
lines aside, and the documents they are in: of several files datatrove takes the one whose document has the least number."""
import collections
import json
import pathlib
import sys

import zstandard


def lines(folder):
    left = collections.Counter()
    for path in sorted(pathlib.Path(folder).glob("*.jsonl.zst")):
        with zstandard.open(path, "rt", encoding="utf-8") as file:
            for document in map(json.loads, file):
                left.update(" ".join(line.lower().split()) for line in document["text"].splitlines() if line.strip())
    return left


ours, theirs = lines(sys.argv[1]), lines(sys.argv[2])
differing = (ours - theirs).total() + (theirs - ours).total()
print(f"{ours.total()} lines left, {theirs.total()} by the peer, {differing} differ")
sys.exit(0 if differing * 1000 <= theirs.total() else 1)
