#!/usr/bin/env python3
"""Builds the corpora of this folder from the texts under written/ and plants what TRUTH.json records.

usage: build.py        needs the zstd command; everything else is Python's standard library. Deterministic.
"""
import bz2
import csv
import gzip
import html
import io
import json
import pathlib
import random
import re
import shutil
import subprocess
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
#: Where a text goes, by its kind.
PLACE = {"encyclopedia": "encyclopedia", "howto": "pages", "recipe": "pages", "story": "books", "news": "news",
         "letter": "letters", "article": "crawl", "essay": "crawl", "dialogue": "crawl"}
#: Scripts written without spaces: a shingle's unit is the character there.
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
SHINGLE = 5


class Document:
    def __init__(self, language, slug, subject, kind, title, paragraphs):
        self.language, self.slug, self.subject, self.kind = language, slug, subject, kind
        self.title, self.paragraphs = title, paragraphs

    @property
    def id(self):
        return f"{self.language}/{self.slug}"

    @property
    def text(self):
        return self.title + "\n\n" + "\n\n".join(self.paragraphs)


def read_written():
    documents = []
    for path in sorted((HERE / "written").glob("*.txt")):
        for block in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            head, body = block.split("\n", 1)
            slug, subject, kind = (field.strip() for field in head.split("|"))
            title, *paragraphs = [p.strip() for p in re.split(r"\n\s*\n", body.strip())]
            if "\n" in title:  # title and first paragraph without a blank line between them
                title, first = title.split("\n", 1)
                paragraphs.insert(0, first)
            documents.append(Document(path.stem, slug, subject, kind, title.strip(),
                                      [" ".join(p.split()) for p in paragraphs]))
    return documents


# ---------------------------------------------------------------- shingles, for the planted pairs

def units(text):
    """Words, and single characters with their marks where the script has no spaces."""
    found, word = [], ""
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if category[0] == "M":
            if word:
                word += character
            elif found:
                found[-1] += character
        elif category[0] in "LN":
            if unicodedata.name(character, "").split(" ")[0] in UNSPACED:
                if word:
                    found.append(word)
                    word = ""
                found.append(character)
            else:
                word += character.lower()
        elif word:
            found.append(word)
            word = ""
    return found + [word] if word else found


def shingles(text):
    sequence = units(text)
    if len(sequence) < SHINGLE:
        return {tuple(sequence)}
    return {tuple(sequence[i:i + SHINGLE]) for i in range(len(sequence) - SHINGLE + 1)}


def jaccard(first, second):
    a, b = shingles(first), shingles(second)
    return len(a & b) / len(a | b)


# ---------------------------------------------------------------- planting

def near_duplicate(document, donors, strength, draw):
    """The document with `strength` sentences replaced by a stranger's, or one word changed for 0."""
    sentences = re.split(r"(?<=[.!?。！？।])\s*", " ".join(document.paragraphs))
    sentences = [s for s in sentences if s]
    if strength == 0:
        place = draw.randrange(len(sentences))
        words = sentences[place].split(" ")
        words[draw.randrange(len(words))] = draw.choice(donors.title.split(" "))
        sentences[place] = " ".join(words)
    for _ in range(strength):
        other = re.split(r"(?<=[.!?。！？।])\s*", donors.paragraphs[0])[0]
        sentences[draw.randrange(len(sentences))] = other
    joiner = "" if unicodedata.name(sentences[0][0], "").split(" ")[0] in UNSPACED else " "
    return document.title + "\n\n" + joiner.join(sentences)


def plant_personal(draw, number):
    names = ["Ada Quill", "Ivo Brandt", "Mira Solano", "Tomasz Wrzos", "Lina Okoro"]
    name = names[number % len(names)]
    return (f"{name}, {name.split()[0].lower()}{number}@example.org, +1 555 01{draw.randrange(10, 99)}, "
            f"192.0.2.{draw.randrange(1, 254)}, GB00 EXMP 0000 0000 {number:04d}")


def low_quality(draw, kind):
    if kind == "symbols":
        return "".join(draw.choice("#*~=|<>_+^%$") for _ in range(400))
    if kind == "repeated-line":
        return "Click here to win a free prize today.\n" * 40
    if kind == "keywords":
        stock = ["cheap", "best", "online", "buy", "free", "offer", "deal", "sale", "shop", "price"]
        return " ".join(draw.choice(stock) for _ in range(300))
    if kind == "short":
        return draw.choice(["OK", "404", "Page not found", "Loading…"])
    return " ".join(str(draw.randrange(10 ** 6)) for _ in range(200))


# ---------------------------------------------------------------- the formats

def write_jsonl(path, rows):
    data = b"".join(row if isinstance(row, bytes) else (json.dumps(row, ensure_ascii=False) + "\n").encode()
                    for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(data, mtime=0))
    elif path.suffix == ".zst":
        path.write_bytes(subprocess.run(["zstd", "-q", "-19", "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout)
    else:
        path.write_bytes(data)


def wikitext(document, draw):
    first, *others = document.paragraphs
    words = first.split(" ")
    if len(words) > 8:
        place = draw.randrange(3, len(words) - 1)
        words[place] = f"[[{words[place].strip('.,;:')}|{words[place]}]]"
    body = [f"{{{{Infobox|name={document.title}|subject={document.subject}}}}}", f"'''{document.title}'''", "",
            " ".join(words) + "<ref name=\"own\">{{cite note|Quern corpora}}</ref>"]
    for number, paragraph in enumerate(others):
        if number == 0:
            body += ["", f"== {document.title} ==" ]
        body += ["", paragraph]
    body += ["", "<!-- end of the page -->", f"[[Category:{document.subject.capitalize()}]]"]
    return "\n".join(body)


def write_wiki(language, documents, draw):
    pages = []
    for number, document in enumerate(documents, 1):
        pages.append(f"""  <page>
    <title>{html.escape(document.title)}</title>
    <ns>0</ns>
    <id>{number}</id>
    <revision>
      <id>{number * 10}</id>
      <timestamp>2026-01-0{1 + number % 9}T00:00:00Z</timestamp>
      <model>wikitext</model>
      <format>text/x-wiki</format>
      <text xml:space="preserve">{html.escape(wikitext(document, draw), quote=False)}</text>
    </revision>
  </page>
""")
    pages.append(f"""  <page>
    <title>Talk</title>
    <ns>1</ns>
    <id>{len(documents) + 1}</id>
    <revision><id>1</id><text xml:space="preserve">talk page, not an article</text></revision>
  </page>
  <page>
    <title>Elsewhere</title>
    <ns>0</ns>
    <id>{len(documents) + 2}</id>
    <redirect title="{html.escape(documents[0].title)}" />
    <revision><id>2</id><text xml:space="preserve">#REDIRECT [[{html.escape(documents[0].title)}]]</text></revision>
  </page>
""")
    data = (f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="{language}">\n'
            f"  <siteinfo><sitename>Quern</sitename><dbname>{language}wiki</dbname></siteinfo>\n"
            + "".join(pages) + "</mediawiki>\n")
    path = HERE / "encyclopedia" / f"{language}wiki.xml.bz2"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bz2.compress(data.encode(), 9))


def write_tei(language, documents):
    texts = "".join(
        f'<div type="chapter" xml:id="l{number}"><head>{html.escape(d.title)}</head>'
        + "".join(f"<p>{html.escape(p, quote=False)}</p>" for p in d.paragraphs) + "</div>\n"
        for number, d in enumerate(documents, 1))
    data = (f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}">\n'
            f"<teiHeader><fileDesc><titleStmt><title>Letters ({language})</title></titleStmt>"
            "<publicationStmt><p>Written for the Quern project.</p></publicationStmt>"
            "<sourceDesc><p>Born digital.</p></sourceDesc></fileDesc></teiHeader>\n"
            f"<text><body>\n{texts}</body></text>\n</TEI>\n")
    path = HERE / "letters" / f"{language}.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(data, encoding="utf-8")


def write_page(document, neighbours):
    links = "".join(f'<li><a href="{n.slug}.html">{html.escape(n.title)}</a></li>' for n in neighbours)
    body = "\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in document.paragraphs)
    page = f"""<!DOCTYPE html>
<html lang="{document.language}"><head><meta charset="utf-8"><title>{html.escape(document.title)} – Quern pages</title>
<style>body {{ font-family: serif }}</style><script>var pageViews = 1; // not text</script></head>
<body><header><nav><ul><li><a href="/">Home</a></li>{links}</ul></nav></header>
<main><article><h1>{html.escape(document.title)}</h1>
{body}
</article></main>
<aside><p><a href="/subscribe">Subscribe to our newsletter</a> | <a href="/share">Share</a></p></aside>
<footer><p>© Quern pages. <a href="/privacy">Privacy</a> <a href="/terms">Terms</a> <a href="/contact">Contact</a></p></footer>
</body></html>
"""
    path = HERE / "pages" / document.language / f"{document.slug}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")


def write_csv(language, documents):
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["id", "headline", "text", "language", "subject"])
    for d in documents:
        table.writerow([f"news/{d.id}", d.title, "\n\n".join(d.paragraphs), d.language, d.subject])
    path = HERE / "news" / f"{language}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(out.getvalue(), encoding="utf-8")


# ---------------------------------------------------------------- crawl with everything planted

BOILERPLATE = ["Accept all cookies to continue reading.", "Share this page with your friends!",
               "All rights reserved. Terms of use apply."]


def contaminated(document):
    """A page that quotes rows of the task tables' test split whole, as a leaked benchmark would."""
    rows = list(csv.DictReader((HERE / "tasks" / "sentiment.csv").open(encoding="utf-8")))
    quoted = [row for row in rows if row["split"] == "test"][:3]
    text = document.text + "\n\n" + "\n".join(f"{row['text']} => {row['label']}" for row in quoted)
    return text, [row["id"] for row in quoted]


def build_crawl(documents, truth, draw):
    rows = [{"url": f"https://crawl.example/{d.id}", "text": d.text, "language": d.language, "id": f"crawl/{d.id}"}
            for d in documents]
    for row in draw.sample(rows, len(rows) // 8):
        row["text"] += "\n\n" + "\n".join(BOILERPLATE)
        truth["boilerplate"].append(row["id"])
    for number, row in enumerate(draw.sample(rows, 20)):
        row["text"] += "\n\n" + plant_personal(draw, number)
        truth["personal"].append(row["id"])
    for number, d in enumerate(draw.sample(documents, 4)):
        text, items = contaminated(d)
        rows.append({"url": f"https://leak.example/{number}", "text": text, "language": d.language, "id": f"leak/{number}"})
        truth["contamination"].append({"id": f"leak/{number}", "items": items})
    for number, d in enumerate(draw.sample(documents, 24)):
        copy = {"url": f"https://mirror.example/{number}", "language": d.language, "id": f"mirror/{number}",
                "text": next(row["text"] for row in rows if row["id"] == f"crawl/{d.id}")}
        rows.append(copy)
        truth["exact"].append({"of": f"crawl/{d.id}", "copy": copy["id"]})
    for number, d in enumerate(draw.sample(documents, 36)):
        donors = [o for o in documents if o.language == d.language and o is not d]
        if not donors:
            continue
        text = near_duplicate(d, draw.choice(donors), number % 3, draw)
        original = next(row["text"] for row in rows if row["id"] == f"crawl/{d.id}")
        rows.append({"url": f"https://near.example/{number}", "text": text, "language": d.language, "id": f"near/{number}"})
        truth["near"].append({"of": f"crawl/{d.id}", "copy": f"near/{number}", "jaccard": round(jaccard(original, text), 6)})
    for number in range(30):
        kind = ["symbols", "repeated-line", "keywords", "short", "numbers"][number % 5]
        rows.append({"url": f"https://junk.example/{number}", "text": low_quality(draw, kind), "id": f"junk/{number}"})
        truth["lowQuality"].append({"id": f"junk/{number}", "kind": kind})
    draw.shuffle(rows)
    return rows


def write_derived_tasks(documents):
    """Two task tables come from the texts themselves: the subject of a page, and its title as its summary."""
    english = [d for d in documents if d.language == "en"]
    with (HERE / "tasks" / "topic.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["id", "text", "label", "split"])
        for number, d in enumerate(english):
            table.writerow([f"topic/{d.slug}", d.paragraphs[0], d.subject, "test" if number % 5 == 4 else "train"])
    write_jsonl(HERE / "tasks" / "summarisation.jsonl",
                [{"id": f"summarisation/{d.id}", "language": d.language, "document": "\n\n".join(d.paragraphs),
                  "summary": d.title, "split": "test" if number % 5 == 4 else "train"}
                 for number, d in enumerate(documents[::6])])


MALFORMED = [
    (b'{"id": "bad/1", "text": "the quotation never ends\n', "unterminated string"),
    (b'{"id": "bad/2", "text": "bad byte \xff here"}\n', "invalid UTF-8"),
    (b'{"id": "bad/3", "text": 17}\n', "text is a number"),
    (b'{"id": "bad/4", "text": "trailing comma",}\n', "trailing comma"),
]


def main():
    draw = random.Random(20261123)
    for name in set(PLACE.values()):
        shutil.rmtree(HERE / name, ignore_errors=True)
    documents = read_written()
    truth = {"shingle": f"{SHINGLE} words, or characters in scripts without spaces, lower-cased, NFC",
             "documents": len(documents), "exact": [], "near": [], "boilerplate": [], "lowQuality": [], "personal": [],
             "contamination": [], "malformed": []}
    groups = {}
    for d in documents:
        groups.setdefault(PLACE[d.kind], {}).setdefault(d.language, []).append(d)
    for language, found in groups["encyclopedia"].items():
        write_wiki(language, found, draw)
    for language, found in groups["letters"].items():
        write_tei(language, found)
    for language, found in groups["news"].items():
        write_csv(language, found)
    for found in groups["pages"].values():
        for d in found:
            write_page(d, found[:6])
    for language, found in groups["books"].items():
        for d in found:
            path = HERE / "books" / language / f"{d.slug}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(d.text + "\n", encoding="utf-8")
    write_derived_tasks(documents)
    rows = build_crawl([d for found in groups["crawl"].values() for d in found], truth, draw)
    half = len(rows) // 2
    first, second = rows[:half], rows[half:]
    for number, (line, reason) in enumerate(MALFORMED):
        part = first if number % 2 == 0 else second
        part.insert(10 + 20 * number, line)
        truth["malformed"].append({"file": "crawl/crawl-0.jsonl.gz" if number % 2 == 0 else "crawl/crawl-1.jsonl.zst",
                                   "reason": reason})
    write_jsonl(HERE / "crawl" / "crawl-0.jsonl.gz", first)
    write_jsonl(HERE / "crawl" / "crawl-1.jsonl.zst", second)
    truth["formats"] = {place: sum(map(len, by.values())) for place, by in sorted(groups.items())}
    truth["languages"] = {}
    for d in documents:
        truth["languages"][d.language] = truth["languages"].get(d.language, 0) + 1
    (HERE / "TRUTH.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print({name: len(value) for name, value in truth.items() if isinstance(value, (list, dict))}, truth["documents"])


if __name__ == "__main__":
    main()
