"""rustbpe_train.py TEXT VOCABULARY OUT: byte-level BPE by GPT-2's pattern on the lines of a text with rustbpe, its
tokens in the order learnt, a line each, in hexadecimal."""
import sys

import rustbpe

GPT2 = r"""'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"""
text, vocabulary, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
tokenizer = rustbpe.Tokenizer()
with open(text, encoding="utf-8", newline="\n") as file:
    tokenizer.train_from_iterator((line.rstrip("\n") for line in file), vocabulary, pattern=GPT2)
with open(out, "w") as file:
    file.writelines(f"{bytes(token).hex()}\n" for token, _ in tokenizer.get_mergeable_ranks())
