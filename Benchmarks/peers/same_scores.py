"""Whether quern's scores are kenlm's: same_scores.py QUERN KENLM, to a 10,000th: kenlm adds up 32-bit floats.
Lines without a word have none."""
import json
import sys

ours = [score for score in map(json.loads, open(sys.argv[1])) if score.get("words")][:-1]
theirs = [float(line) for line in open(sys.argv[2]) if line.strip()]
assert len(ours) == len(theirs), (len(ours), len(theirs))
for one, other in zip(ours, theirs):
    assert abs(one["log10"] - other) <= 1e-4 * max(1, abs(other)), (one, other)
