#!/usr/bin/env python3
"""A corpus with near-duplicates whose number is known: a JSON Lines file, and after it every fifth of its documents of at
least 50 words once more with one word in fifty replaced. Usage: edited_copies.py IN.jsonl OUT.jsonl"""
import json
import random
import sys


def edited(text, draw):
    words = text.split(" ")
    for _ in range(max(1, len(words) // 50)):
        words[draw.randrange(len(words))] = f"edit{draw.randrange(10**6)}"
    return " ".join(words)


def main(source, target):
    draw = random.Random(5)
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        copies = []
        for number, line in enumerate(lines):
            out.write(line)
            if number % 5 == 0:
                document = json.loads(line)
                if document["text"].count(" ") >= 50:
                    copies.append(json.dumps({"id": document["id"] + "#edited", "text": edited(document["text"], draw)}))
        out.writelines(copy + "\n" for copy in copies)


main(*sys.argv[1:])
