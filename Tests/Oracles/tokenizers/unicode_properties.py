"""Asks tokenizers 0.23.3 for the properties of every code point that its components go by, and writes
Sources/Tokenizers/Normalizing/UnicodePropertyRuns.swift. The libraries inside are of several versions of Unicode.

    python Tests/Oracles/tokenizers/unicode_properties.py > Sources/Tokenizers/Normalizing/UnicodePropertyRuns.swift
"""
import itertools

import tokenizers
from tokenizers import normalizers, pre_tokenizers

assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
POINTS = [point for point in range(0x110000) if not 0xD800 <= point < 0xE000]
BERT = {"clean_text": False, "handle_chinese_chars": False, "strip_accents": False, "lowercase": False}


def splits(splitter):
    """Whether a code point is cut off from a letter before it."""
    cut = splitter.pre_tokenize_str
    return lambda character: len(cut("a" + character)) > 1


def vanishes(normalizer):
    change = normalizer.normalize_str
    return lambda character: change(character) == ""


PROPERTIES = {
    "numeric": splits(pre_tokenizers.Digits(individual_digits=True)),
    "punctuation": splits(pre_tokenizers.Punctuation()),
    "mark": vanishes(normalizers.StripAccents()),
    "nonspacingMark": vanishes(normalizers.BertNormalizer(**dict(BERT, strip_accents=True))),
    "control": vanishes(normalizers.BertNormalizer(**dict(BERT, clean_text=True))),
    "word": (lambda cut: lambda c: cut("a" + c) == [("a" + c, (0, 2))])(pre_tokenizers.Whitespace().pre_tokenize_str),
}


def runs(values):
    """First code point wherever the value changes, from False."""
    last, found = False, []
    for point, value in values:
        if value != last:
            found.append(point)
            last = value
    return found


def wrapped(words):
    line, lines = "", []
    for word in words:
        if len(line) + len(word) + 2 > 110:
            lines.append(line.rstrip())
            line = ""
        line += word + ", "
    return "\n        ".join([*lines, line.rstrip()])


def scripts():
    """(first code point, script) wherever the script changes; 0 goes with any."""
    cut = pre_tokenizers.UnicodeScripts().pre_tokenize_str
    starts, last = [], None
    for point in POINTS:
        character = chr(point)
        # What goes with any script is dropped before another; a letter of that other script is not cut off.
        is_any = cut(character + "я") == [("я", (1, 2))]
        if last is None or is_any != last[1] or (not is_any and len(cut(last[0] + character)) > 1):
            starts.append((point, is_any))
        last = (character, is_any)
    known, found = [], []
    for point, is_any in starts:
        number = 0
        if not is_any:
            character = chr(point)
            number = next((place for place, other in enumerate(known, 1) if len(cut(other + character)) == 1), 0)
            if not number:
                known.append(character)
                number = len(known)
        if not found or found[-1][1] != number:
            found.append((point, number))
    return found


print("// Made by Tests/Oracles/tokenizers/unicode_properties.py from what tokenizers 0.23.3 does. Do not edit.\n")
print("/// Where each property begins and ends, by turns.")
print("enum UnicodePropertyRuns {")
for name, has in PROPERTIES.items():
    print(f"    static let {name}: [UInt32] = [\n        "
          + wrapped(str(point) for point in runs((point, has(chr(point))) for point in POINTS)) + "\n    ]\n")
print("    /// First code point << 8 | number of the script, 0 for what goes with any.")
print("    static let scripts: [UInt32] = [\n        "
      + wrapped(str(point << 8 | number) for point, number in scripts()) + "\n    ]\n}")
