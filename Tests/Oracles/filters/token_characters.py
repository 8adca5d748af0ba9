"""Writes Sources/Filters/Words/TokenCharacterTable.swift: the character classes of spaCy's English tokenizer and
sentencizer, and of datatrove's punctuation. Rerun: python Tests/Oracles/filters/token_characters.py, with the spacy and
datatrove of Benchmarks/requirements.txt."""
import pathlib
import re

import spacy
from datatrove.utils.text import PUNCTUATION_SET, TERMINAL_PUNCTUATION
from spacy.lang import char_classes
from spacy.pipeline import Sentencizer

TARGET = pathlib.Path(__file__).resolve().parents[3] / "Sources/Filters/Words/TokenCharacterTable.swift"


def single(pieces):
    return {piece.removeprefix("\\") for piece in pieces if len(piece.removeprefix("\\")) == 1}


def matching(pattern):
    expression = re.compile(pattern)
    return {chr(point) for point in range(0x20000) if expression.match(chr(point))}


# In the order of the bits of TokenCharacter.
CLASSES = [
    matching(f"[{char_classes.ALPHA}]"),
    matching(f"[{char_classes.ALPHA_LOWER}]"),
    matching(f"[{char_classes.ALPHA_UPPER}]"),
    matching(char_classes.LIST_ICONS[0]),
    single(char_classes.LIST_PUNCT),
    single(char_classes.LIST_QUOTES),
    single(char_classes.LIST_CURRENCY),
    PUNCTUATION_SET,
    TERMINAL_PUNCTUATION,
    set(Sentencizer.default_punct_chars),
]

boundaries, last = [], None
for point in range(0x20000):
    mask = sum(1 << bit for bit, members in enumerate(CLASSES) if chr(point) in members)
    if mask != last:
        boundaries.append(point << 16 | mask)
        last = mask
lines, line = [], ""
for number in boundaries:
    if len(line) + len(f" {number},") > 116:
        lines.append(line)
        line = ""
    line += f" {number}," if line else f"        {number},"
lines.append(line)
TARGET.write_text(
    f"// Made by Tests/Oracles/filters/token_characters.py from spaCy {spacy.__version__}. Do not edit.\n\n"
    "/// First code point << 16 | the first bits of `TokenCharacter`, where they change.\n"
    "enum TokenCharacterTable {\n    static let values: [UInt64] = [\n" + "\n".join(lines) + "\n    ]\n}\n")
