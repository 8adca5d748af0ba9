"""gigatoken_encode.py TEXT TOKENIZER OUT: the ids of each line, u32 little-endian, one line after the other."""
import sys

import gigatoken
import numpy

text, model, out = sys.argv[1:4]
if model.endswith(".tiktoken"):
    tokenizer = gigatoken.Tokenizer.from_tiktoken(model)
else:
    tokenizer = gigatoken.Tokenizer(model)
ids = tokenizer.encode_files(gigatoken.TextFileSource([text], separator="\n"), parallel=False)
numpy.asarray(ids.layout.content.data).astype("<u4", copy=False).tofile(out)
