"""Asks tokenizers 0.23.3, whose Oniguruma is of Unicode 16, for the general category of every code point that Unicode 14,
that of Debian's Oniguruma, does not have, and writes Sources/Tokenizers/Pretokenizing/StandInRuns.swift: what stands in
for them, an older code point of the same category and length. To be run by a Python of Unicode 14 (3.11).

    python Tests/Oracles/tokenizers/unicode_stand_ins.py > Sources/Tokenizers/Pretokenizing/StandInRuns.swift
"""
import unicodedata

import tokenizers
from tokenizers import Regex, normalizers

assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
assert unicodedata.unidata_version == "14.0.0", unicodedata.unidata_version
POINTS = [point for point in range(0x80, 0x110000) if not 0xD800 <= point < 0xE000]
CATEGORIES = ["Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
              "Sm", "Sc", "Sk", "So", "Cf"]


def keep(expression, points):
    """Those that an expression matches."""
    rest = normalizers.Replace(Regex(f"[^{expression}]"), "").normalize_str("".join(map(chr, points)))
    return [ord(character) for character in rest]


unknown = [point for point in POINTS if unicodedata.category(chr(point)) == "Cn"]
new = keep(r"\P{Cn}", unknown)
han = set(keep(r"\p{Han}", new))


def stand_in(category, is_han, length):
    return next(point for point in ([0x4E00, 0x20000] if is_han else POINTS)
                if unicodedata.category(chr(point)) == category and len(chr(point).encode()) == length
                and not unicodedata.decomposition(chr(point)))


runs = []
for category in CATEGORIES:
    for point in keep(rf"\p{{{category}}}", new):
        other = stand_in(category, point in han, len(chr(point).encode()))
        runs.append((point, other))
runs.sort()
merged = []
for point, other in runs:
    if merged and merged[-1][1] == point - 1 and merged[-1][2] == other:
        merged[-1][1] = point
    else:
        merged.append([point, point, other])
print("// Made by Tests/Oracles/tokenizers/unicode_stand_ins.py from what tokenizers 0.23.3 does. Do not edit.\n")
print("/// Code points that Unicode 14 does not have and the peer's Oniguruma has: the first and the last of a run, and what")
print("/// stands in for each of it.")
print("enum StandInRuns {")
print("    static let runs: [(first: UInt32, last: UInt32, other: UInt32)] = [")
for first, last, other in merged:
    print(f"        (0x{first:X}, 0x{last:X}, 0x{other:X}),")
print("    ]\n}")
