"""What kenlm scores sentences with: score.py MODEL SENTENCES, a line each of its logarithm and how many words are unknown."""
import sys

import kenlm

model = kenlm.Model(sys.argv[1])
for line in open(sys.argv[2], encoding="utf-8", newline="\n"):
    scores = list(model.full_scores(line))
    print(sum(score for score, _, _ in scores), sum(is_unknown for _, _, is_unknown in scores))
