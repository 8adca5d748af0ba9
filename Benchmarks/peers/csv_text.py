"""The text column of CSV by Python's csv: csv_text.py IN.csv OUT.txt, a line of output each, line breaks as blanks."""
import csv
import os
import sys

csv.field_size_limit(1 << 30)
with (open(sys.argv[1], newline="", encoding="utf-8") as rows,
      open(sys.argv[2], "w", encoding="utf-8", newline="", buffering=1 << 18) as output):
    for row in csv.DictReader(rows, strict=True):
        output.write(row["text"].replace("\n", " ").replace("\r", " ") + "\n")
    output.flush()
    os.fsync(output.fileno())
