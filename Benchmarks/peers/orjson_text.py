"""The text field of JSON Lines by orjson: orjson_text.py IN.jsonl OUT.txt, a line of output each, line breaks as blanks."""
import os
import sys

import orjson

with open(sys.argv[1], "rb") as lines, open(sys.argv[2], "w", encoding="utf-8", newline="", buffering=1 << 18) as output:
    for line in lines:
        output.write(orjson.loads(line)["text"].replace("\n", " ").replace("\r", " ") + "\n")
    output.flush()
    os.fsync(output.fileno())
