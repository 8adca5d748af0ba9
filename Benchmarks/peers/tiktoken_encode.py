"""tiktoken_encode.py TEXT RANKS OUT: the ids of each line, u32 little-endian, one line after the other."""
import array
import pathlib
import sys

import tiktoken
import tiktoken.load
import tiktoken_ext.openai_public as public

text, model, out = sys.argv[1:4]
# The file at hand instead of the one on the network.
ranks = tiktoken.load.load_tiktoken_bpe(model)
public.load_tiktoken_bpe = lambda *_, **__: ranks
encoding = tiktoken.Encoding(**public.ENCODING_CONSTRUCTORS[pathlib.Path(model).stem]())
with open(text, encoding="utf-8", newline="\n") as file, open(out, "wb") as ids:
    for line in file:
        array.array("I", encoding.encode_ordinary(line.rstrip("\n"))).tofile(ids)
