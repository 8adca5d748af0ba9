#!/usr/bin/env python3
"""Writes Sources/Text/{Script,Composition,CaseFolding}Table.swift from the Unicode Character Database.

    apt-get download unicode-data && dpkg -x unicode-data_15.0.0-1_all.deb ucd
    python3 Scripts/generate_unicode_tables.py ucd/usr/share/unicode Sources/Text

The version must be that of libutf8proc (15.0), which composes what these tables say is not composed yet.
"""
import pathlib
import sys

LIMIT = 0x110000
# In the order of Script's cases.
SCRIPTS = (
    "Unknown Common Inherited Latin Greek Cyrillic Armenian Georgian Hebrew Arabic Syriac Thaana Nko Devanagari "
    "Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Khmer Ethiopic "
    "Cherokee Canadian_Aboriginal Mongolian Tifinagh Javanese Balinese Yi Bopomofo Hangul Hiragana Katakana Han").split()
OTHER_SCRIPT = len(SCRIPTS)


def rows(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) < 2:
            continue
        first, _, last = fields[0].partition("..")
        yield range(int(first, 16), int(last or first, 16) + 1), fields[1:]


def scripts(ucd):
    names = ["Unknown"] * LIMIT
    for points, (name, *_) in rows(ucd / "Scripts.txt"):
        for point in points:
            names[point] = name
    return names


def combining_classes(ucd):
    found = {}
    start = None
    for line in (ucd / "UnicodeData.txt").read_text().splitlines():
        fields = line.split(";")
        point = int(fields[0], 16)
        if fields[1].endswith("First>"):
            start = point
            continue
        for each in range(start if start is not None else point, point + 1):
            found[each] = int(fields[3])
        start = None
    return found


def composition(ucd):
    table = [0] * LIMIT
    for point, combining in combining_classes(ucd).items():
        table[point] = 1 if combining else 0
    for points, (name, *_) in rows(ucd / "DerivedNormalizationProps.txt"):
        if name == "NFC_QC":
            for point in points:
                table[point] = 2
    return table


def folding(ucd):
    """Runs of (first, last, stride, difference)."""
    runs = []
    for points, (status, target, *_) in rows(ucd / "CaseFolding.txt"):
        if status not in "CS":
            continue
        point, difference = points[0], int(target, 16) - points[0]
        if runs and runs[-1][3] == difference:
            first, last, stride, _ = runs[-1]
            if stride in (0, point - last) and point - last <= 2:
                runs[-1] = (first, point, point - last, difference)
                continue
        runs.append((point, point, 0, difference))
    return [(first, last, stride or 1, difference) for first, last, stride, difference in runs]


def boundaries(table):
    return [point << 8 | table[point] for point in range(LIMIT) if point == 0 or table[point] != table[point - 1]]


def write(folder, name, comment, element, values):
    lines = [f"// Made by Scripts/generate_unicode_tables.py from Unicode 15.0. Do not edit.", "", f"/// {comment}",
             f"enum {name} {{", f"    static let values: [{element}] = ["]
    line = "       "
    for value in values:
        text = f" {value},"
        if len(line) + len(text) > 120:
            lines.append(line)
            line = "       "
        line += text
    lines += [line, "    ]", "}", ""]
    (folder / f"{name}.swift").write_text("\n".join(lines))


def main():
    ucd, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    named = scripts(ucd)
    numbers = {name: index for index, name in enumerate(SCRIPTS)}
    step = "First code point << 8 | "
    write(folder, "ScriptTable", step + "`Script`, where it changes.", "UInt32",
          boundaries([numbers.get(name, OTHER_SCRIPT) for name in named]))
    write(folder, "CompositionTable",
          step + "2 where NFC_Quick_Check is not Yes, 1 where the combining class alone is not 0, where it changes.",
          "UInt32", boundaries(composition(ucd)))
    write(folder, "CaseFoldingTable",
          "Simple case foldings (status C and S): first and last code point, stride, difference.", "Int32",
          [value for run in folding(ucd) for value in run])


main()
