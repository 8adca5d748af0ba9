"""Records how CPython's csv, when strict, reads made-up files, for Tests/FormatsTests/CSVReaderTests.swift.

    python3 Tests/Oracles/csv/record.py > Tests/Oracles/recorded/csv.tsv

A line per file: the delimiter as a number, `whole` or `fault` (csv gives up somewhere), the file in hexadecimal, and the
rows that were read before, as JSON in hexadecimal. Blank lines are left out. `record.py SEED COUNT` prints other random
files, which `CSVReaderTests` reads live. Recorded with CPython 3.11.7.
"""
import csv
import io
import json
import random
import sys

HAND = [
    "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2\r", "a,b\n1,2", "a,b\n\"1\",\"2\"", 'a,b\n"x ""y"" z",""\n', 'a,b\n"1\n2","3\r\n4"\n5,6\n',
    'a,b\n1 "x",2\n', 'a,b\n"1"x,2\n', 'a,b\n"1,2\n', 'a,b\n,\n', 'a,b\n"",""\n', "a,b\n1\n", "a,b\n1,2,3\n4,5\n", "a,b\n\n\n1,2\n\n",
    'a,b\n"1" ,2\n', 'a,b\n 1 , 2 \n', 'a,b\n"""",1\n', 'a,b\n1,"\n"\n', 'a,b\n1,"', 'a,b\n1,""', 'a,b\n1,', "a,b\n1,\n", "a,b\n,", "",
    # Quotes: empty, doubled at each end, alone, in the middle of a field, after a space, before a fault.
    'a,b\n"","x"\n', 'a,b\n"""x",y\n', 'a,b\n"x""",y\n', 'a,b\n"""""",y\n', 'a,b\n"x""y""z",\n', 'a,b\nx"y,z\n', 'a,b\nx"",y\n', 'a,b\nx"y"z,1\n',
    'a,b\n "x",y\n', 'a,b\n"x" ,y\n', 'a,b\n"x"\t,y\n', 'a,b\n"x"y"z",1\n', 'a,b\n"x"",y\n', 'a,b\n"x""\n', 'a,b\n"\n', 'a,b\n"x', 'a,b\nx,"', 'a,b\n"x","y', 'a,b\n"x","y"z',
    'a,b\n"x,y"\n', 'a,b\n"x,y",z\n', "a,b\n'x',\"y\"\n", 'a,b\n"\\"",x\n', 'a,b\n\\,\\\n', 'a,b\n""x,1\n', 'a,b\n"" ,1\n', 'a,b\n"a"b,1\n"c",2\n',
    # Line breaks: in quotes of every kind, mixed, a lone carriage return, at the end of the file or not, blank lines anywhere.
    'a,b\n"1\r2",3\n', 'a,b\n"1\r\n2",3\n', 'a,b\n"\n",1\n', 'a,b\n"\r",1\n', 'a,b\n"\r\n",1\r\n', 'a,b\n"\n\n",1\n\n', 'a,b\r\n1,2\n3,4\r5,6\r\n', 'a,b\n\r\n\r1,2\n', 'a,b\r\r1,2\r\r',
    'a,b\n1,2\r', 'a,b\n1,2\r\n\n', 'a,b\n1,2\n\r', 'a,b\n1\r,2\n', 'a,b\n\r,\n', 'a,b\n,\r\n', 'a,b\n"1"\r"2"\n', 'a,b\n"1",\r"2",\n', 'a,b\n1,2\n"', 'a,b\n1,2\n""', 'a,b\n1,2\n,',
    'a,b\n \n1,2\n', 'a,b\n\t\n', 'a,b\n1,2\x0b3,4\n', 'a,b\n1,2\x0c3,4\n', 'a,b\n1,2\x853,4\n', 'a,b\n1,2\u20283,4\n', 'a,b\n1,2\x1c\x1d\x1e\n',
    # Widths: too few, too many, trailing delimiters, a row of nothing but delimiters.
    'a,b\n1,2,\n', 'a,b\n,,\n', 'a,b\n,,,,\n1,2\n', 'a,b\n1\n2\n3,4\n', 'a,b\n1,2\n3\n4,5,6\n7,8\n', 'a,b\n"1,2"\n"3","4"\n', 'a,b\n1,2 3,4\n',
    # Characters: control characters, the replacement character, a mark inside, beyond the first plane, long fields.
    'a,b\n\x00,\x01\n', 'a,b\n"\x00",x\x00y\n', 'a,b\n\ufeff1,2\n', 'a,b\n"\ufeff",2\n', 'a,b\n\ufffd,\U0001f600\n', 'a,b\n\x7f,\x1f\n', 'a,b\n\xa0,\u3000\n', 'a,b\n' + 'x' * 15 + ',' + 'y' * 16 + '\n',
    'a,b\n' + 'x' * 16 + ',' + 'y' * 17 + '\n', 'a,b\n"' + 'x' * 63 + '""' + 'y' * 64 + '","' + '""' * 40 + '"\n', 'a,b\n"' + ',\n' * 100 + '",' + 'z' * 300 + '\n', 'a,b\n' + '1,2\n' * 300,
    'a,b\n' + '"1","2"\r\n' * 100 + '3,"', 'a,b\n' + '\n' * 100 + '1,2', 'a,b\n' + '"",\n' * 50, 'a,b\n' + ',""\r' * 50,
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


def by_hand():
    for text in HAND:
        emit(text, ",")
        emit(text.replace(",", "\t"), "\t")


def at_random(seed, count):
    draw = random.Random(seed)
    for _ in range(count):
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


if len(sys.argv) > 1:
    at_random(int(sys.argv[1]), int(sys.argv[2]))
else:
    by_hand()
    at_random(42, 800)
