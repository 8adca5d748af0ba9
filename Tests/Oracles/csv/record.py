"""Records how CPython's csv, when strict, reads made-up files, for Tests/FormatsTests/CSVReaderTests.swift.

    python3 Tests/Oracles/csv/record.py > Tests/Oracles/recorded/csv.tsv

A line per file: the delimiter as a number, `whole` or `fault` (csv gives up somewhere), the file in hexadecimal, and the
rows that were read before, as JSON in hexadecimal. Blank lines are left out. Recorded with CPython 3.11.7.
"""
import csv
import io
import json
import random

HAND = [
    "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2\r", "a,b\n1,2", "a,b\n\"1\",\"2\"", 'a,b\n"x ""y"" z",""\n', 'a,b\n"1\n2","3\r\n4"\n5,6\n',
    'a,b\n1 "x",2\n', 'a,b\n"1"x,2\n', 'a,b\n"1,2\n', 'a,b\n,\n', 'a,b\n"",""\n', "a,b\n1\n", "a,b\n1,2,3\n4,5\n", "a,b\n\n\n1,2\n\n",
    'a,b\n"1" ,2\n', 'a,b\n 1 , 2 \n', 'a,b\n"""",1\n', 'a,b\n1,"\n"\n', 'a,b\n1,"', 'a,b\n1,""', 'a,b\n1,', "a,b\n1,\n", "a,b\n,", "",
    "a,b", "a,b\n", '"a","b"\n1,2\n', 'a,b\n1,"2"\r\n"3",4\r5,6\n', "a,b\n\u00e9,\u65e5\u672c\n", "a,b\n1,'2,3'\n", 'a,b\n\\"1,2\n',
]


def read(text, delimiter):
    rows, verdict = [], "whole"
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            if row:
                rows.append(row)
    except csv.Error:
        verdict = "fault"
    return verdict, rows


def emit(text, delimiter):
    verdict, rows = read(text, delimiter)
    print(ord(delimiter), verdict, text.encode().hex(), json.dumps(rows, ensure_ascii=False).encode().hex(), sep="\t")


for text in HAND:
    emit(text, ",")
    emit(text.replace(",", "\t"), "\t")
draw = random.Random(42)
for _ in range(800):
    delimiter = draw.choice(",,,\t")
    body = "".join(draw.choice(['"', '"', delimiter, delimiter, "\n", "\r\n", "\r", "x", "longer than a vector \u00e9", " "])
                   for _ in range(draw.randint(1, 24)))
    if draw.random() < 0.6:
        cells = ["".join(draw.choice(['"', delimiter, "\n", "x", "y z"]) for _ in range(draw.randint(0, 5))) for _ in range(8)]
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter, lineterminator=draw.choice(["\n", "\r\n"]))
        for start in range(0, 8, 2):
            writer.writerow(cells[start:start + 2])
        body = out.getvalue()
    emit("a" + delimiter + "b\n" + body, delimiter)
