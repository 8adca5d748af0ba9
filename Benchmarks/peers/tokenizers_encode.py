"""tokenizers_encode.py TEXT TOKENIZER OUT: the ids of each line, u32 little-endian, one line after the other."""
import array
import itertools
import sys

from tokenizers import Tokenizer

text, model, out = sys.argv[1:4]
tokenizer = Tokenizer.from_file(model)
with open(text, encoding="utf-8", newline="\n") as file, open(out, "wb") as ids:
    while lines := [line.rstrip("\n") for line in itertools.islice(file, 20_000)]:
        for encoding in tokenizer.encode_batch_fast(lines):
            array.array("I", encoding.ids).tofile(ids)
