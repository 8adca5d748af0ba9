"""MinHash by rensa's plain path, 14 bands of 8, 5 words: rensa_minhash.py IN.jsonl OUT.jsonl [--signatures]. What shares
a band with an earlier document is left out. With --signatures the words are cut first, and the seconds that its Rust part
then takes to sign them go to stderr."""
import json
import re
import sys
import time

import rensa

WORD = re.compile(r"\w+")


def shingles(text):
    words = WORD.findall(text.lower())
    if len(words) < 5:
        return [" ".join(words)]
    return [" ".join(words[place:place + 5]) for place in range(len(words) - 4)]


def signature(shingles):
    minhash = rensa.RMinHash(num_perm=112, seed=42)
    minhash.update(shingles)
    return minhash


def main(source, target):
    index = rensa.RMinHashLSH(threshold=0.72, num_perm=112, num_bands=14)
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for number, line in enumerate(lines):
            minhash = signature(shingles(json.loads(line)["text"]))
            if not index.query(minhash):
                out.write(line)
            index.insert(number, minhash)


def time_signatures(source):
    seconds, size = 0.0, 0
    with open(source, encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            cut = shingles(text)
            start = time.perf_counter()
            signature(cut)
            seconds += time.perf_counter() - start
            size += len(text.encode())
    print(f"rensa's Rust part: {seconds:.3f} s, {size / seconds / 1e6:.1f} MB/s", file=sys.stderr)


if sys.argv[3:] == ["--signatures"]:
    time_signatures(sys.argv[1])
else:
    main(*sys.argv[1:3])
