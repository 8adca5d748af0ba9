#!/usr/bin/env python3
"""Recall and precision of `quern dedupe --method minhash` in every script, against brute force over all pairs.

Plants pairs of documents with edits (words and letters replaced, words inserted, blocks exchanged, truncation, boilerplate
around the same core, case and composition encoded otherwise), runs the command over all of them, and compares what it
removes with the true Jaccard similarities. Passages are of the Universal Declaration of Human Rights; for each pair the
letters of the language are exchanged for one another, since pairs would depend on each other otherwise.

    recall.py ../shared/data/udhr WORK [--pairs 12000]        needs PyPI's regex"""
import argparse
import collections
import json
import pathlib
import random
import shutil
import subprocess
import unicodedata

import regex

QUERN = pathlib.Path(__file__).resolve().parents[2] / ".build" / "release" / "quern"
BANDS, ROWS, SHINGLE, THRESHOLD = 14, 8, 5, 0.5
WORDS = 80
UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
WORD = regex.compile(rf"[{UNSPACED}&&\p{{L}}]\p{{M}}*|[\p{{L}}--[{UNSPACED}]][\p{{L}}\p{{M}}\p{{N}}--[{UNSPACED}]]*",
                     regex.V1)
SCRIPT = {"amh": "Ethiopic", "arb": "Arabic", "pes": "Arabic", "ben": "Bengali", "bul": "Cyrillic", "rus": "Cyrillic",
          "ukr": "Cyrillic", "cmn": "Han", "ell": "Greek", "heb": "Hebrew", "hin": "Devanagari", "hye": "Armenian",
          "jpn": "Kana, Han", "kat": "Georgian", "khm": "Khmer", "kor": "Hangul", "lao": "Lao", "mya": "Burmese",
          "tam": "Tamil", "tel": "Telugu", "tha": "Thai"}


class Language:
    """The words of a declaration, and the letters that may stand for one another."""

    def __init__(self, path):
        text = regex.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8"))
        self.words = [folded(word) for word in WORD.findall(unicodedata.normalize("NFC", text))]
        unspaced = [word for word in self.words if regex.match(rf"[{UNSPACED}]", word)]
        self.space = " "
        if len(unspaced) * 2 > len(self.words):
            # Foreign words side by side would be one.
            self.space, self.words = "", unspaced
        self.letters = sorted({letter for word in self.words for letter in word if self.may_be_exchanged(letter)})

    def may_be_exchanged(self, letter):
        """Letters that compose with a mark would make others of themselves; those of another script, other words."""
        if not self.space and not regex.match(rf"[{UNSPACED}]", letter):
            return False
        return letter.isalpha() and ("가" <= letter <= "힣" or unicodedata.normalize("NFD", letter) == letter)

    def cipher(self, draw):
        exchanged = self.letters[:]
        draw.shuffle(exchanged)
        return str.maketrans(dict(zip(self.letters, exchanged)))


def folded(word):
    return unicodedata.normalize("NFC", "".join(
        letter.casefold() if len(letter.casefold()) == 1 else letter for letter in word))


def edit(words, language, draw):
    place = draw.randrange(len(words) - 10)
    kind = draw.randrange(10)
    if kind < 3:
        words[place] = draw.choice(language.words)
    elif kind < 5:
        letter = draw.randrange(len(words[place]))
        if words[place][letter].isalpha():
            words[place] = words[place][:letter] + draw.choice(language.letters) + words[place][letter + 1:]
    elif kind < 7:
        words.insert(place, draw.choice(language.words))
    elif kind < 8:
        words[place:place + 8] = words[place + 4:place + 8] + words[place:place + 4]
    elif kind < 9:
        del words[-draw.randrange(2, 8):]
    else:
        start = draw.randrange(len(language.words) - 12)
        words[:0] = language.words[start:start + 3]
        words += language.words[start + 3:start + draw.randrange(4, 12)]


def encoded_otherwise(text, draw):
    if draw.randrange(2):
        text = "".join(upper if len(upper := letter.upper()) == 1 and folded(upper) == letter else letter for letter in text)
    return unicodedata.normalize("NFD", text).replace(" ", draw.choice([" ", "  ", " \n"]))


def pair(language, draw):
    """The words of two documents, and how they are written."""
    cipher = language.cipher(draw)
    start = draw.randrange(len(language.words) - WORDS)
    original = language.words[start:start + WORDS]
    copy = original[:]
    for _ in range(draw.randrange(1, 5)):
        edit(copy, language, draw)
    for number, words in enumerate([original, copy]):
        words = [folded(word.translate(cipher)) for word in words]
        text = language.space.join(words)
        yield words, encoded_otherwise(text, draw) if number and draw.randrange(4) == 0 else text


def similar_pairs(documents):
    """The similarity of all pairs that share a shingle: the others' is 0."""
    sets, holders = [], collections.defaultdict(list)
    for number, words in enumerate(documents):
        sets.append({"\0".join(words[place:place + SHINGLE]) for place in range(len(words) - SHINGLE + 1)})
        for shingle in sets[-1]:
            holders[shingle].append(number)
    shared = collections.Counter(
        (one, other) for numbers in holders.values() for place, one in enumerate(numbers) for other in numbers[place + 1:])
    return {(one, other): count / (len(sets[one]) + len(sets[other]) - count) for (one, other), count in shared.items()}


def removals(corpus, folder):
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([QUERN, "dedupe", corpus, "--bands", str(BANDS), "--rows", str(ROWS), "--shingle", str(SHINGLE),
                    "--threshold", str(THRESHOLD), "--report-only", "--quiet", "-o", folder],
                   check=True, stdout=subprocess.DEVNULL)
    with open(folder / "clusters" / "distinct.jsonl", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield int(row["id"]), int(row["kept"]), row["similarity"]


def measure(name, languages, work, pairs):
    draw = random.Random(name)
    documents = []
    corpus = work / "recall.jsonl"
    with open(corpus, "w", encoding="utf-8") as out:
        for _ in range(pairs):
            for words, text in pair(draw.choice(languages), draw):
                out.write(json.dumps({"id": str(len(documents)), "text": text}) + "\n")
                documents.append(words)
    truth = similar_pairs(documents)
    asked = {key: similarity for key, similarity in truth.items() if similarity >= THRESHOLD}
    expected = sum(1 - (1 - similarity ** ROWS) ** BANDS for similarity in asked.values())
    found = list(removals(corpus, work / "recall.quern"))
    true = sum(asked.get((kept, removed), 0) > 0 and abs(asked[kept, removed] - similarity) < 1e-6
               for removed, kept, similarity in found)
    recall, curve = len(found) / len(asked), expected / len(asked)
    print(f"| {name} | {len(languages)} | {len(asked)} | {curve:.2%} | {recall:.2%} | {100 * (recall - curve):+.2f} "
          f"| {true / len(found):.4f} |", flush=True)
    return abs(recall - curve) < 0.01 and true == len(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("declarations", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--pairs", type=int, default=12_000)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    scripts = collections.defaultdict(list)
    for path in sorted(options.declarations.glob("*.xml")):
        scripts[SCRIPT.get(path.stem.split("_")[1], "Latin")].append(Language(path))
    print(f"| script | languages | pairs ≥ {THRESHOLD} | by the S-curve | found | points | precision |\n"
          "|---|---|---|---|---|---|---|")
    good = [measure(name, languages, options.work, options.pairs) for name, languages in sorted(scripts.items())]
    raise SystemExit(0 if all(good) else "a script lies outside one point of the curve, or a removal is untrue")


if __name__ == "__main__":
    main()
