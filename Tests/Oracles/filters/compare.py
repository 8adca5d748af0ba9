"""Compares `quern`'s Gopher, C4, mC4 and FineWeb rules with datatrove's on any JSON Lines, document by document:

    compare.py QUERN FILE.jsonl [LIMIT]

Prints how many decisions and figures differ, and examples. Run with the datatrove and spacy of Benchmarks/requirements.txt.
Documents with letters of scripts that put no spaces between words are counted by themselves: datatrove's English tokenizer
takes their clauses for words, Quern each letter.

Two things are known to differ, in the last digits: datatrove runs the letters of n-grams together before it compares them,
so that `a bc` is `ab c` (such figures are named); and spaCy takes signs on both sides of a blank for an emoticon, finds that
it is none, and then leaves out an emoticon that begins with the second of them."""
import collections
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy
from datatrove.data import Document
from datatrove.pipeline.filters import (C4ParagraphFilter, C4QualityFilter, FineWebQualityFilter, GopherQualityFilter,
                                        GopherRepetitionFilter)
from datatrove.pipeline.filters import gopher_repetition_filter as repetition
from datatrove.utils.text import PUNCTUATION_SET, TERMINAL_PUNCTUATION, split_into_words

UNSPACED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u303c\u3040-\u30ff"
                      "\u31f0-\u31ff\u3400-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]")
SETS = {"gopherRepetition": GopherRepetitionFilter, "gopherQuality": GopherQualityFilter, "c4": C4QualityFilter,
        "mc4": C4ParagraphFilter, "fineweb": FineWebQualityFilter}
RULES = {
    "gopher_short_doc": "words", "gopher_long_doc": "words", "gopher_below_avg_threshold": "meanWordLength",
    "gopher_above_avg_threshold": "meanWordLength", "gopher_too_many_hashes": "hashShare",
    "gopher_too_many_ellipsis": "ellipsisShare", "gopher_too_many_bullets": "bulletLineShare",
    "gopher_too_many_end_ellipsis": "ellipsisLineShare", "gopher_below_alpha_threshold": "alphabeticShare",
    "gopher_enough_stop_words": "stopWords", "dup_para_frac": "duplicateParagraphShare",
    "dup_para_char_frac": "duplicateParagraphCharacterShare", "dup_line_frac": "duplicateLineShare",
    "dup_line_char_frac": "duplicateLineCharacterShare", "lorem_ipsum": "loremIpsum", "curly_bracket": "curlyBracket",
    "too_few_sentences": "sentences", "< 3 paragraphs": "thirdLongestLine", "line_punct_ratio": "punctuatedLineShare",
    "short_line_ratio": "shortLineShare", "char_dup_ratio": "repeatedCharacterShare", "list_ratio": "lineFeedShare",
} | {f"top_{n}_gram": f"topNgramShare[{n}]" for n in range(2, 5)} | {
    f"duplicated_{n}_n_grams": f"duplicateNgramShare[{n}]" for n in range(5, 11)}


def duplicate_characters(words, n):
    """datatrove's find_all_duplicate over words instead of over their letters run together, by which `a bc` is `ab c`."""
    seen, characters, place = set(), 0, 0
    while place < len(words) - n + 1:
        ngram = tuple(words[place:place + n])
        if ngram in seen:
            characters += sum(map(len, ngram))
            place += n
        else:
            seen.add(ngram)
            place += 1
    return characters


def figures(text):
    """What datatrove's filters measure, each by its own functions, where they get as far."""
    words = split_into_words(text, "eng")
    named = [word for word in words if any(character not in PUNCTUATION_SET for character in word)]
    lines, split, size = text.splitlines(), text.split("\n"), len(text)
    inked = [line for line in split if line.strip()]
    result = {"gopherQuality": {"words": len(named)}, "gopherRepetition": {}, "mc4": {}, "fineweb": {}}
    if words:
        result["gopherQuality"] |= {
            "hashShare": text.count("#") / len(words),
            "ellipsisShare": (text.count("...") + text.count("…")) / len(words),
            "alphabeticShare": sum(any(c.isalpha() for c in word) for word in words) / len(words),
            "stopWords": len({"the", "be", "to", "of", "and", "that", "have", "with"} & set(words))}
        result["fineweb"]["lineFeedShare"] = text.count("\n") / len(words)
    if named:
        result["gopherQuality"]["meanWordLength"] = float(numpy.mean([len(word) for word in named]))
    if lines:
        result["gopherQuality"] |= {
            "bulletLineShare": sum(s.lstrip().startswith(("•", "-")) for s in lines) / len(lines),
            "ellipsisLineShare": sum(s.rstrip().endswith(("...", "…")) for s in lines) / len(lines)}
    for name, pieces in [("Paragraph", re.split(r"\n{2,}", text.strip())), ("Line", re.split("\n+", text))]:
        count, characters = repetition.find_duplicates(pieces)
        result["gopherRepetition"] |= {f"duplicate{name}Share": count / len(pieces),
                                       f"duplicate{name}CharacterShare": characters / size}
    for n in range(2, 5):
        ngrams = repetition.get_n_grams(words, n)
        top = repetition.find_top_duplicate(ngrams) / size if ngrams else 0
        result["gopherRepetition"][f"topNgramShare[{n}]"] = top
    for n in range(5, 11):
        result["gopherRepetition"][f"duplicateNgramShare[{n}]"] = repetition.find_all_duplicate(words, n) / size
    if inked:
        result["fineweb"] |= {
            "punctuatedLineShare": sum(line.endswith(tuple(TERMINAL_PUNCTUATION)) for line in inked) / len(inked),
            "shortLineShare": sum(len(line) <= 30 for line in inked) / len(inked),
            "repeatedCharacterShare": repetition.find_duplicates(inked)[1] / len(text.replace("\n", ""))}
    return result


def decision(name, text):
    """The rule by which datatrove drops a text, or None, and the text that is left."""
    document = Document(text=text, id="0")
    try:
        verdict = SETS[name]().filter(document)
    except ZeroDivisionError:
        return "crash", text
    if isinstance(verdict, tuple):
        return RULES.get(verdict[1], verdict[1]), text
    return (None if verdict else "?"), document.text


def annotated(quern, file):
    """Quern's figures, and what its c4 leaves of the texts, by id."""
    with tempfile.TemporaryDirectory() as folder:
        for name, rules in [("figures", f"sets: [{', '.join(f'{{{name}: {{}}}}' for name in SETS)}], annotate: rules"),
                            ("texts", "sets: [{c4: {}}]")]:
            recipe = pathlib.Path(folder) / f"{name}.yaml"
            recipe.write_text(f"""name: {name}
output: {folder}/{name}
steps:
  - name: judge
    read:
      sources: [{{name: it, paths: [{json.dumps(str(file))}]}}]
      stages: [{{rules: {{{rules}}}}}]
""")
            subprocess.run([quern, "run", recipe], check=True, stdout=subprocess.DEVNULL)
        result = {}
        for name in ["figures", "texts"]:
            for part in sorted((pathlib.Path(folder) / name / "judge").glob("*.jsonl.zst")):
                for line in subprocess.run(["zstd", "-dc", part], check=True, stdout=subprocess.PIPE).stdout.splitlines():
                    record = json.loads(line)
                    result.setdefault(record["id"], {})[name] = record["rules"] if name == "figures" else record["text"]
        return result


def main(quern, file, limit=None):
    file = pathlib.Path(file).resolve()
    with tempfile.TemporaryDirectory() as folder:
        lines = file.read_text(encoding="utf-8").split("\n")
        documents = [json.loads(line) for line in itertools.islice(filter(str.strip, lines), int(limit) if limit else None)]
        part = pathlib.Path(folder) / "part.jsonl"
        part.write_text("".join(json.dumps({"id": str(i), "text": d["text"]}) + "\n" for i, d in enumerate(documents)))
        ours = annotated(quern, part)
    counts, differences = collections.Counter(), collections.Counter()
    for index, document in enumerate(documents):
        text = document["text"]
        kind = "unspaced" if UNSPACED.search(text) else "spaced"
        counts[kind] += 1
        own = ours[str(index)]["figures"]
        faults = []
        for name in SETS:
            theirs, left = decision(name, text)
            drop = next(iter(own[name]["drops"]), None)
            theirs = {"empty": "characters" if name == "gopherRepetition" else "lines"}.get(theirs, theirs)
            if theirs != drop and theirs != "crash":
                faults.append((name, f"drops by {theirs}, not {drop}"))
            if name == "c4" and theirs is None and drop is None and ours[str(index)].get("texts") != left:
                faults.append((name, "text"))
        for name, expected in figures(text).items() if text else []:
            for measure, value in expected.items():
                found = own[name].get(measure)
                if found == value or found is None and not value:
                    continue
                n = re.fullmatch(r"duplicateNgramShare\[(\d+)\]", measure)
                if n and found == duplicate_characters(split_into_words(text, "eng"), int(n[1])) / len(text):
                    measure = "words that datatrove runs together: " + measure
                faults.append((name, f"{measure} {found} for {value}"))
        for name, fault in faults:
            key = (kind, name, re.sub(r" (None|[\d.e-]+) for [\d.e-]+", "", fault))
            differences[key] += 1
            if differences[key] <= 2 and kind == "spaced":
                print(json.dumps(text[:100], ensure_ascii=False), name, fault)
        counts[kind, "different"] += bool(faults)
    for key, count in sorted(differences.items()):
        print(*key, count)
    print(dict(counts))


main(*sys.argv[1:])
