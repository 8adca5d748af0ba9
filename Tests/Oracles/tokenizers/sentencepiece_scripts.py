"""Writes Sources/Tokenizers/Training/SentencePiece/SentencePieceScripts.swift from the table of scripts inside
sentencepiece 0.2.3, whose version of Unicode is its own.

    python sentencepiece_scripts.py sentencepiece-0.2.3/sentencepiece/src/unicode_script_map.h   # of PyPI's sdist
"""
import re
import sys

script = {}
for first, last, name in re.findall(
        r"(?:char32_t c = (0x\w+); c <= (0x\w+); \+\+c\) )?\(\*smap\)\[\w+\] = U_(\w+)", open(sys.argv[1]).read()):
    if first:
        for point in range(int(first, 16), int(last, 16) + 1):
            script[point] = name
for point, name in re.findall(r"\(\*smap\)\[(0x\w+)\] = U_(\w+)", open(sys.argv[1]).read()):
    script[int(point, 16)] = name
numbers = {"Common": 0, "Inherited": 1, "Han": 2, "Hiragana": 2, "Katakana": 2}
runs, last = [], 0
for point in range(0x110000):
    name = script.get(point, "Common")
    number = 2 if point == 0x30FC else numbers.setdefault(name, len(set(numbers.values())))
    if number != last:
        runs.append(str(point << 8 | number))
        last = number
lines, line = [], ""
for word in runs:
    if len(line) + len(word) + 2 > 110:
        lines.append(line.rstrip())
        line = ""
    line += word + ", "
lines.append(line.rstrip())
print("""// Made by Tests/Oracles/tokenizers/sentencepiece_scripts.py from sentencepiece 0.2.3. Do not edit.

/// The script of a code point as sentencepiece 0.2.3 has it when it trains (src/unicode_script_map.h).
enum SentencePieceScripts {
    static let common: UInt8 = 0
    /// As the character before.
    static let inherited: UInt8 = 1

    /// 2 is Han with the kana and the long-vowel mark, the others are numbered as they come.
    static func script(_ point: UInt32) -> UInt8 {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle] >> 8 <= point { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? common : UInt8(truncatingIfNeeded: runs[low - 1])
    }

    /// First code point << 8 | script, where it changes.
    private static let runs: [UInt32] = [
        """ + "\n        ".join(lines) + "\n    ]\n}")
