"""sentencepiece_encode.py TEXT MODEL OUT: the ids of each line, u32 little-endian, one line after the other."""
import array
import itertools
import sys

import sentencepiece

text, model, out = sys.argv[1:4]
tokenizer = sentencepiece.SentencePieceProcessor(model_file=model)
with open(text, encoding="utf-8", newline="\n") as file, open(out, "wb") as ids:
    while lines := [line.rstrip("\n") for line in itertools.islice(file, 20_000)]:
        for encoded in tokenizer.encode(lines, num_threads=1):
            array.array("I", encoded).tofile(ids)
