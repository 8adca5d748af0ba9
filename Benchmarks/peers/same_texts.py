"""same_texts.py OURS THEIRS: whether two files of JSON Lines have the same texts, blanks aside; says the first that differ."""
import itertools
import json
import sys


def text(line):
    return " ".join(json.loads(line)["text"].split())


with open(sys.argv[1], encoding="utf-8") as ours, open(sys.argv[2], encoding="utf-8") as theirs:
    for number, (first, second) in enumerate(itertools.zip_longest(ours, theirs), 1):
        if first is None or second is None:
            sys.exit(f"one has {number - 1} texts, the other more")
        if text(first) != text(second):
            place = next(i for i, (a, b) in enumerate(zip(text(first) + "\0", text(second) + "\0")) if a != b)
            sys.exit(f"text {number}: {text(first)[max(0, place - 60):place + 60]!r}\n"
                     f"not {text(second)[max(0, place - 60):place + 60]!r}")
