#!/usr/bin/env python3
"""A corpus with near-duplicates whose number is known: a JSON Lines file, and after it every fifth of its documents of at
least 50 words once more with one word in fifty replaced. Usage: edited_copies.py IN.jsonl OUT.jsonl
The same in two files of equal size, for tools that work a file at a time, goes into OUT.parts/."""
import json
import pathlib
import random
import sys


def edited(text, draw):
    words = text.split(" ")
    for _ in range(max(1, len(words) // 50)):
        words[draw.randrange(len(words))] = f"edit{draw.randrange(10**6)}"
    return " ".join(words)


def main(source, target):
    draw = random.Random(5)
    made = []
    with open(source, encoding="utf-8") as lines:
        copies = []
        for number, line in enumerate(lines):
            made.append(line)
            if number % 5 == 0:
                document = json.loads(line)
                if document["text"].count(" ") >= 50:
                    copies.append(json.dumps({"id": document["id"] + "#edited", "text": edited(document["text"], draw)}))
        made += [copy + "\n" for copy in copies]
    parts = pathlib.Path(target).with_suffix(".parts")
    parts.mkdir(exist_ok=True)
    size, done = sum(map(len, made)), 0
    with open(parts / "0.jsonl", "w", encoding="utf-8") as first, open(parts / "1.jsonl", "w", encoding="utf-8") as second:
        for line in made:
            (first if 2 * done < size else second).write(line)
            done += len(line)
    with open(target, "w", encoding="utf-8") as out:
        out.writelines(made)


main(*sys.argv[1:])
