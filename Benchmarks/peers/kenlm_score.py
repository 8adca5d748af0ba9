"""Scores of the lines of a text by kenlm: kenlm_score.py MODEL TEXT OUT. Lines without a word have none."""
import os
import sys

import kenlm

model = kenlm.Model(sys.argv[1])
with open(sys.argv[2], encoding="utf-8", errors="replace", newline="\n") as lines, open(sys.argv[3], "w") as output:
    for line in lines:
        output.write("\n" if line.isspace() else f"{model.score(line)}\n")
    output.flush()
    os.fsync(output.fileno())
