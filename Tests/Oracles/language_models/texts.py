"""Texts to train on, made by rule: texts.py NAME prints one.

A vocabulary by Zipf's law and sentences that begin and go on in habitual ways, so that there are n-grams of all counts."""
import random
import sys


def play(seed, sentences, vocabulary):
    draws = random.Random(seed)
    words = [f"w{number}" if number % 7 else f"wört{number}" for number in range(1, vocabulary)]
    weights = [1 / rank for rank in range(1, vocabulary)]
    habits = {word: draws.choices(words, weights, k=3) for word in words}
    lines = []
    for _ in range(sentences):
        line = draws.choices(words[:40], k=1)
        while draws.random() < 0.9:
            line.append(draws.choice(habits[line[-1]]) if draws.random() < 0.6 else draws.choices(words, weights)[0])
        lines.append(" ".join(line))
    return "\n".join(lines) + "\n"


TEXTS = {
    "play": play(1, 3000, 900),
    # Discounts of nothing but large counts cannot be had.
    "repeated": "a b c\n" * 10,
    "short": "a b\nb\na a\nb a c a b\n",
    # Blanks of all kinds, and the words that every model has. (Of a last line without a line end lmplz forgets the end.)
    "odd": "a\tb  c \r\n <s> a </s> b\n<unk> c a\n\x00a b\x00c\né é a\n x\n",
    "one": "word\n",
}

if __name__ == "__main__":
    sys.stdout.buffer.write(TEXTS[sys.argv[1]].encode())
