"""Records how spaCy's English tokenizer cuts texts, as datatrove asks it: tokens.py [SEED COUNT [FILE]] writes a line
[text, [token, …]] each, into Tests/Oracles/recorded/english_tokens.jsonl if no file is named. Texts are put together from
what its rules are about; other seeds make a longer fuzz. Run with the spacy and datatrove of Benchmarks/requirements.txt."""
import json
import pathlib
import random
import sys

from datatrove.utils.text import split_into_words
from datatrove.utils.word_tokenizers import load_word_tokenizer

RECORDED = pathlib.Path(__file__).resolve().parents[1] / "recorded/english_tokens.jsonl"
SIGNS = list(".,;:!?'\"()[]{}<>/\\|-–—_=+*^~#%&$£€¥§@`´‘’“”„«»…°²•·。？！，、।؟،") + [
    "...", "..", "……", "--", "---", "——", "US$", "A$", "C$", "'s", "’s", "'S", "://", "°C.", "++", "©", "☃", "😀", "🏽", "\u200d"]
WORDS = """a I it he x Mr U.S U.S.A e.g i.e Ph.D don't can't cannot gonna whats Hows howdy how'd'y won’t y'all ain't o'clock
and/or w/o the The mill River STOP NATO iPhone mcDonald naïve Über straße ärger élan été 5 12 2024 3.14 1,000 0 007 5km 10kg 3MB 7am
12p.m 100% 50€ km m/s kg in ft MB 192.168.0.1 8.8.8.8 10.0.0.1 300.1.1.1 example.org www.mill.co.uk https://quern.example/a?b=c
http://x.y:8080/z ftp://u:p@h.net mailto:a@b.org a@b.c user_name foo.bar foo.Bar foo,bar foo:bar a=b a/b/c x-y-z re-enter
мельница Жёрнов 5км вода. λόγος Αθήνα שלום مرحبا 5كم नमस्ते आटा 한국어 გამარჯობა բարև ሰላም ಠ_ಠ XD :D <3 C++ \\n \\t <space>
#tag @name ½ x² m³ Ill. ill its Its I'm Im id we're were whore""".split()


def text(draw, exceptions):
    parts = []
    for _ in range(draw.randint(1, 12)):
        kind = draw.random()
        if kind < 0.4:
            parts.append(draw.choice(WORDS))
        elif kind < 0.7:
            parts.append(draw.choice(SIGNS))
        elif kind < 0.8:
            parts.append(draw.choice(exceptions))
        else:
            parts.append(draw.choice([" ", " ", " ", "  ", "\n", "\t", "\u00a0", "\u3000", "\x1f"]))
    return "".join(parts)


def main(seed=1, count=4000, path=RECORDED):
    draw = random.Random(int(seed))
    # Quern cuts Kana into letters.
    exceptions = [text for text in load_word_tokenizer("eng").tokenizer.tokenizer.rules if text.strip() and "ツ" not in text]
    texts = exceptions + [text(draw, exceptions) for _ in range(int(count))]
    with open(path, "w", encoding="utf-8") as output:
        for each in texts:
            output.write(json.dumps([each, split_into_words(each, "eng")], ensure_ascii=False) + "\n")


main(*sys.argv[1:])
