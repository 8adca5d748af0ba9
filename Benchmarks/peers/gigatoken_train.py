"""gigatoken_train.py TEXT VOCABULARY OUT: byte-level BPE on the lines of a text, a merge a line, in hexadecimal."""
import sys

import gigatoken

text, vocabulary, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
_, merges = gigatoken.train_bpe(gigatoken.TextFileSource([text], separator="\n"), vocabulary, [])
with open(out, "w") as file:
    file.writelines(f"{first.hex()} {second.hex()}\n" for first, second in merges)
