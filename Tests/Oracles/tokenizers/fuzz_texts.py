"""Texts to hold a tokenizer to its peer with: random ones, each made from a seed and its number alone, and whole
collections."""
import glob
import os
import random
import re

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))
SHARED = os.path.join(ROOT, "../shared/data")
# What pre-tokenisers and normalisers treat apart: blanks and breaks of every kind, apostrophes, marks, joiners, letters
# with many forms, what is wide or ligated, what lies at the bounds of UTF-8's lengths.
NASTY = """a b the The ABC aB q zz 's 't 're 'RE 'll 'S ’s 'ſ ' " - _ -- ... . , ; : ! ? ?! / // \\ ( ) [ ] { } <
> < | |> <| # @ & * ^ ~ ` $ € % + = 0 1 12 123 1234 12345 3.14 1,000 ½ ² Ⅷ ٣ ३ ① é e\u0301 É ß ẞ ſ ﬁ ﬃ Å Å İ ı ǆ ǅ Ǆ
Σ ς σ Ω Ω µ μ ж Ж ё й и\u0306 я א ש\u05c1 ﬡ ا لا ﻻ م\u064f ی ۀ क क\u093c न\u094d\u200dन हि ক ผ ก็ ำ ไ ລ ខ ្ 漢 字 語 々 か
が か\u3099 ー カ ｶ ｶﾞ ｱ Ａ ａ １ 한 한 \u1112\u1161\u11ab ㄱ ㍿ ㈱ ㌀ ℃ ™ № … ‥ — – ‐ ・ 、 。 「 」 ， ！ 😀 👩\u200d👧 👍\U0001f3fd
🇫🇮 ❤\ufe0f 𝕬 𝒜 𐐀 𐐨 \U000e0041 \u00ad \u200b \u200c \u200d \u200e \u2060 \ufeff \ufffd \ufffc \ue000 \uffff \x00 \x01 \x1b
\x7f \x80 \x9f \u07ff \u0800 \ud7ff \uf8ff \U00010000 \U0010ffff ▁ ▁a ▁▁ Ġ Ċ ## ##a </w> <0x0A> <unk> <s> </s> [UNK] [CLS] \u0300 \u0323
\u0345 \u034f \u20dd \u1e9b\u0323 \u0958 \u2126""".split()
BLANKS = [" ", " ", " ", "  ", "   ", "\n", "\n\n", "\r\n", "\r", "\t", "\x0b", "\x0c", "\x1c", "\x1f", "\x85", "\xa0", "\u1680",
          "\u180e", "\u2003", "\u2007", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"]
NASTY += BLANKS


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def udhr():
    """The articles of the declaration in every language at hand."""
    texts = []
    for path in sorted(glob.glob(SHARED + "/udhr/*.xml")):
        texts += [re.sub(r"<[^>]*>", "", part).strip("\n") for part in read(path).split("</para>")]
    return texts


def bibles():
    texts = []
    for path in sorted(glob.glob(SHARED + "/bible/*.xml")):
        texts += re.findall(r"<seg[^>]*>([^<]*)</seg>", read(path))
    return texts


def books():
    return [line for path in sorted(glob.glob(SHARED + "/text/*.txt")) for line in read(path).split("\n")]


def corpora():
    return [line for path in sorted(glob.glob(ROOT + "/Corpora/written/*.txt")) for line in read(path).split("\n")]


def points():
    """Every code point alone, and between letters and spaces."""
    for point in range(0x110000):
        if not 0xD800 <= point < 0xE000:
            character = chr(point)
            yield character
            yield f"a{character}b {character} {character}{character}A1{character}2"


COLLECTIONS = {"udhr": udhr, "bibles": bibles, "books": books, "corpora": corpora, "points": points}


class RandomTexts:
    """Random texts of every kind; those of a seed and a number are always the same."""

    def __init__(self, seed, pieces=(), special=()):
        self.seed = seed
        self.pieces = sorted(pieces)
        self.special = sorted(special)
        self.real = [text for text in corpora() + udhr() if text]

    def __getitem__(self, number):
        chance = random.Random(self.seed << 40 | number)
        kinds = [self.nasty, self.nasty, self.scalars, self.mutated, self.mutated, self.run]
        kinds += [self.joined] * bool(self.pieces) + [self.with_special] * bool(self.special)
        return kinds[number % len(kinds)](chance)

    def nasty(self, chance):
        return "".join(chance.choice(NASTY) for _ in range(chance.randrange(30)))

    def scalars(self, chance):
        """Code points of one neighbourhood, or of everywhere."""
        width = chance.choice([0x40, 0x100, 0x1000, 0x110000])
        start = chance.choice([0, chance.randrange(0x3000), chance.randrange(0x20000), chance.randrange(0x110000)])
        found = (chr((start + chance.randrange(width)) % 0x110000) for _ in range(chance.randrange(24)))
        return "".join(one for one in found if not "\ud800" <= one <= "\udfff")

    def mutated(self, chance):
        text = chance.choice(self.real)
        start = chance.randrange(len(text))
        text = list(text[start:start + chance.randrange(1, 120)])
        for _ in range(chance.randrange(5)):
            place = chance.randrange(len(text) + 1)
            what = chance.randrange(5)
            if what == 0:
                text[place:place] = chance.choice(NASTY)
            elif what == 1:
                del text[place:place + chance.randrange(1, 4)]
            elif what == 2:
                text[place:place] = text[place:place + chance.randrange(1, 9)]
            elif what == 3:
                text[place:place + 1] = "".join(text[place:place + 1]).swapcase()
            else:
                text[place:place] = chance.choice(BLANKS)
        return "".join(text)

    def run(self, chance):
        """One thing many times."""
        part = "".join(chance.choice(NASTY) for _ in range(chance.randrange(1, 3)))
        return chance.choice(["", "a", " "]) + part * chance.randrange(1, 200) + chance.choice(["", "b", " "])

    def joined(self, chance):
        """Tokens of the vocabulary end to end, which cut otherwise."""
        return "".join(chance.choice(self.pieces) for _ in range(chance.randrange(1, 12)))

    def with_special(self, chance):
        text = self.mutated(chance)
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(text) + 1)
            text = text[:place] + chance.choice(self.special) + chance.choice(["", " ", "\n"]) + text[place:]
        return text
