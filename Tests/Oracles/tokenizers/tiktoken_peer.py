"""What tiktoken 0.14.0 does with a rank file. Usage: tiktoken_peer.py NAME RANKS.tiktoken TEXTS [decode]; the ids of each
text, special tokens as text, as JSON; or of each list of ids the bytes, in hexadecimal."""
import json
import sys

import tiktoken
import tiktoken.load
import tiktoken_ext.openai_public as public

assert tiktoken.__version__ == "0.14.0", tiktoken.__version__
name, ranks, texts, *command = sys.argv[1:]
# The file at hand instead of the one on the network.
local = tiktoken.load.load_tiktoken_bpe(ranks)
public.load_tiktoken_bpe = lambda *_, **__: local
settings = public.ENCODING_CONSTRUCTORS[name]()
# Of another vocabulary with the same pattern.
settings.pop("explicit_n_vocab", None)
encoding = tiktoken.Encoding(**settings)
with open(texts, encoding="utf-8") as file:
    if command == ["decode"]:
        print(json.dumps([encoding.decode_bytes(ids).hex() for ids in json.load(file)]))
        sys.exit()
    print(json.dumps([encoding.encode(text, disallowed_special=()) for text in json.load(file)]))
