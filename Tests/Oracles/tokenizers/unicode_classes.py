"""Asks tokenizers 0.23.3 (its Oniguruma carries Unicode 16.0) for the class of every code point and writes
Sources/Tokenizers/Pretokenizing/UnicodeClassRuns.swift.

    python Tests/Oracles/tokenizers/unicode_classes.py > Sources/Tokenizers/Pretokenizing/UnicodeClassRuns.swift
"""

import itertools
import tokenizers
from tokenizers import Regex, normalizers

assert tokenizers.__version__ == "0.23.3", tokenizers.__version__

# Class numbers as in CharacterClasses.swift; 0 is any other character.
CLASSES = [
    (2, r"[\r\n]"),
    (1, r"[^\S\r\n]"),
    (3, r"\p{N}"),
    (4, r"\p{M}"),
    (5, r"[\p{Lu}\p{Lt}]"),
    (6, r"\p{Ll}"),
    (7, r"[\p{Lm}\p{Lo}]"),
    (8, r"[\p{P}\p{S}]"),
]
REPLACE = [(number, normalizers.Replace(Regex(pattern), "")) for number, pattern in CLASSES]
LETTER = normalizers.Replace(Regex(r"\p{L}"), "")


def class_of(point):
    if 0xD800 <= point < 0xE000:
        return 0
    character = chr(point)
    found = [number for number, replace in REPLACE if replace.normalize_str(character) == ""]
    assert len(found) <= 1, (hex(point), found)
    number = found[0] if found else 0
    assert (LETTER.normalize_str(character) == "") == (5 <= number <= 7), hex(point)
    return number


runs = [(len(list(run)), number) for number, run in itertools.groupby(class_of(p) for p in range(0x110000))]
words = [str(length << 4 | number) for length, number in runs]
lines, line = [], ""
for word in words:
    if len(line) + len(word) + 2 > 112:
        lines.append(line)
        line = ""
    line += ("" if not line else " ") + word + ","
lines.append(line)
print("// Written by Tests/Oracles/tokenizers/unicode_classes.py from tokenizers 0.23.3; not to be edited.")
print()
print("/// The classes of all code points as Oniguruma sees them, Unicode 16.0.")
print("enum UnicodeClassRuns {")
print("    /// Runs of code points of one class from U+0000 on: length × 16 + class.")
print("    static let runs: [UInt32] = [")
for line in lines:
    print("        " + line)
print("    ]")
print("}")
