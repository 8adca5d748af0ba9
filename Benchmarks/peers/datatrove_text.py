"""The text field of JSON Lines by datatrove's reader: datatrove_text.py IN.jsonl OUT.txt, as orjson_text.py writes it."""
import os
import sys

from datatrove.pipeline.readers import JsonlReader

folder, name = os.path.split(os.path.abspath(sys.argv[1]))
reader = JsonlReader(folder, glob_pattern=name)
with open(sys.argv[2], "w", encoding="utf-8", newline="", buffering=1 << 18) as output:
    for document in reader():
        output.write(document.text.replace("\n", " ").replace("\r", " ") + "\n")
    output.flush()
    os.fsync(output.fileno())
