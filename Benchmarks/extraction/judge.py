#!/usr/bin/env python3
"""Judges the main text that quern, trafilatura, resiliparse and jusText find in HTML pages, by token.

    Benchmarks/extraction/judge.py                       the pages written for it, beside this script
    Benchmarks/extraction/judge.py --pages Benchmarks/extraction/held_out
                                                         pages written by somebody who never saw the extractor
    Benchmarks/extraction/judge.py --pages DIR           any folder of NAME.html and NAME.txt (the main text)
    Benchmarks/extraction/judge.py --debian DIR          unpacked documentation packages (Benchmarks/work/corpora/work/x)
    Benchmarks/extraction/judge.py --worst 10            also the pages where quern is worst

The truth of a written page was written with it: title and body of the article, captions, tables, lists and code of it;
of a thread the posts; of a shop's page name and description. No bylines and dates, menus, advertisements, related
pages, readers' comments below an article, sidebars, footers. The truth of Debian's pages is what the template that made
them holds the author's text in (an XPath a package, below), and of whole manuals the text file shipped beside them.

Precision, recall and F1 are of the multisets of tokens (words; each character of scripts without spaces), averaged over
the pages. Each peer runs with the settings that suit it best: the best F1 of the variants listed in PEERS is shown.
Needs Benchmarks/requirements.txt and a release build of quern."""
import argparse
import collections
import gzip
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import justext
import lxml.html
import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding

HERE = pathlib.Path(__file__).resolve().parent
QUERN = HERE.parent.parent / ".build" / "release" / "quern"
TOKEN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
STOPLISTS = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pl": "Polish", "ru": "Russian",
             "pt": "Portuguese", "ar": "Arabic", "hi": "Hindi", "el": "Greek", "tr": "Turkish", "he": "Hebrew",
             "uk": "Ukrainian", "vi": "Vietnamese", "sw": "Swahili", "fi": "Finnish", "hu": "Hungarian", "ko": "Korean"}

# Package, files, where the template keeps the author's text, what it adds in there.
TEMPLATES = [
    ("python3.11-doc", "**/html/**/*.html", "//div[@role='main']", ".//a[@class='headerlink']"),
    ("python-django-doc", "**/html/**/*.html", "//div[@class='yui-g']", ".//a[@class='headerlink']"),
    ("debian-policy", "**/*.html", "//div[@role='main']", ".//a[@class='headerlink']"),
    ("openjdk-17-doc", "**/java/**/*.html", "//main[@role='main']", ".//nav"),
    ("apache2-doc", "**/en/**/*.html", "//div[@id='page-content']",
     ".//div[@id='quickview']|.//div[@class='toplang' or @class='bottomlang' or @class='top']|.//div[@id='comments_section']"),
    ("qtbase5-doc-html", "**/*.html", "//div[@class='context']", ".//div[@class='sidebar']"),
    ("libreoffice-help-en-us", "**/text/**/*.html", "//div[@id='DisplayArea']", ".//script"),
    ("libreoffice-help-ja", "**/text/**/*.html", "//div[@id='DisplayArea']", ".//script"),
    ("libreoffice-help-ru", "**/text/**/*.html", "//div[@id='DisplayArea']", ".//script"),
    ("debian-handbook", "**/html/*/*.html", "//div[@class='section' or @class='chapter'][not(ancestor::div[@class='section' or @class='chapter'])]",
     ".//div[@class='toc']"),
    ("linux-doc-6.1", "**/html/**/*.html", "//div[@role='main']", ".//a[@class='headerlink']"),
]
# Package, pages of one manual, its text.
MANUALS = [
    ("debian-policy", "usr/share/doc/debian-policy/policy.html/*.html", "usr/share/doc/debian-policy/policy.txt.gz"),
    ("developers-reference", "usr/share/developers-reference/developers-reference.html",
     "usr/share/developers-reference/developers-reference.txt.gz"),
    ("debian-reference-en", "usr/share/debian-reference/*.en.html",
     "usr/share/debian-reference/debian-reference.en.txt.gz"),
    ("debian-faq", "usr/share/doc/debian/FAQ/*.en.html", "usr/share/doc/debian/FAQ/debian-faq.en.txt.gz"),
]
NOT_PAGES = re.compile(r"genindex|search|index-all|allclasses|py-modindex|package-tree|overview-tree|class-use|package-use|-members\.html")
PAGES_A_PACKAGE = 60


def tokens(text):
    return collections.Counter(token.lower() for token in TOKEN.findall(text))


def score(found, wanted):
    """Precision, recall and F1 of two texts."""
    found, wanted = tokens(found), tokens(wanted)
    both = (found & wanted).total()
    precision = both / found.total() if found else float(not wanted)
    recall = both / wanted.total() if wanted else float(not found)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def decoded(page):
    return bytes_to_str(page, detect_encoding(page, from_html_meta=True))


def by_trafilatura(page, **options):
    return trafilatura.extract(page, include_comments=False, **options) or ""


def by_resiliparse(page, **options):
    return extract_plain_text(decoded(page), main_content=True, alt_texts=False, list_bullets=False, comments=False, **options)


def by_justext(page, independent=False):
    language = re.search(rb"<html[^>]*\blang=[\"']?([a-zA-Z]{2})", page)
    name = STOPLISTS.get(language[1].decode().lower()) if language else "English"
    if independent or name not in justext.get_stoplists():
        stoplist, options = frozenset(), dict(stopwords_low=0, stopwords_high=0)
    else:
        stoplist, options = justext.get_stoplist(name), {}
    try:
        paragraphs = justext.justext(page, stoplist, **options)
    except Exception:
        return ""
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


PEERS = [
    ("trafilatura", by_trafilatura, {}),
    ("trafilatura, recall", by_trafilatura, dict(favor_recall=True)),
    ("trafilatura, precision", by_trafilatura, dict(favor_precision=True)),
    ("resiliparse", by_resiliparse, {}),
    ("jusText", by_justext, {}),
    ("jusText, any language", by_justext, dict(independent=True)),
]


def by_quern(paths, quern):
    """The text of each page, by one run over a list of copies whose names are numbers."""
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(paths):
            (pathlib.Path(folder) / f"{number}.html").write_bytes(path.read_bytes())
        out = pathlib.Path(folder) / "out.jsonl"
        # It ends with 1 where a page cannot be read: then its text is empty.
        if subprocess.run([quern, "convert", folder, "-o", out], stdout=subprocess.DEVNULL).returncode > 1:
            sys.exit("quern failed")
        texts = [""] * len(paths)
        for line in out.read_text().splitlines():
            record = json.loads(line)
            texts[int(re.search(r"(\d+)\.html#", record["id"])[1])] = record.get("text", "")
    return texts


def pages_of(folder):
    """Pairs of a page and its main text."""
    return [(page, page.with_suffix(".txt").read_text()) for page in sorted(folder.glob("*.html"))]


def shown(element):
    """The text of an element, blocks parted by line feeds."""
    for child in element.iter():
        if not isinstance(child.tag, str) or child.tag in ("script", "style"):
            child.text = ""
        elif child.tag not in ("a", "b", "i", "em", "strong", "code", "span", "tt", "font", "sub", "sup", "var", "kbd"):
            child.tail = "\n" + (child.tail or "")
            child.text = "\n" + (child.text or "")
    return element.text_content()


def pages_of_debian(root):
    """A fixed sample of each package's pages, with the text in their template's place for it."""
    for package, pattern, place, added in TEMPLATES:
        files = sorted(path for path in (root / package).glob(pattern) if path.is_file() and not NOT_PAGES.search(str(path)))
        random.Random(package).shuffle(files)
        pairs = []
        for path in files:
            tree = lxml.html.fromstring(path.read_bytes())
            places = tree.xpath(place)
            for unwanted in [found for element in places for found in element.xpath(added)]:
                unwanted.drop_tree()
            truth = "\n".join(shown(element) for element in places)
            if tokens(truth).total() >= 50:
                pairs.append((path, truth))
            if len(pairs) == PAGES_A_PACKAGE:
                break
        yield package, pairs


def report(name, pairs, quern, worst):
    pages = [path.read_bytes() for path, _ in pairs]
    results = {"quern": by_quern([path for path, _ in pairs], quern)}
    for peer, extract, options in PEERS:
        results[peer] = [extract(page, **options) for page in pages]
    print(f"\n{name}: {len(pairs)} pages\n{'':26}precision  recall      F1")
    for who, texts in results.items():
        scores = [score(text, truth) for text, (_, truth) in zip(texts, pairs)]
        means = [sum(column) / len(scores) for column in zip(*scores)]
        print(f"{who:26}{means[0]:9.4f} {means[1]:7.4f} {means[2]:7.4f}", flush=True)
        if who == "quern":
            ranked = sorted(zip(scores, pairs), key=lambda item: item[0][2])
    for (precision, recall, f1), (path, _) in ranked[:worst]:
        print(f"    {f1:.3f} (precision {precision:.3f}, recall {recall:.3f})  {path}")


def report_manual(name, files, truth, quern):
    pages = [path.read_bytes() for path in files]
    results = {"quern": "\n".join(by_quern(files, quern))}
    for peer, extract, options in PEERS:
        results[peer] = "\n".join(extract(page, **options) for page in pages)
    print(f"\n{name}, whole manual beside its text file: {len(files)} pages\n{'':26}precision  recall      F1")
    for who, text in results.items():
        print(f"{who:26}{'{:9.4f} {:7.4f} {:7.4f}'.format(*score(text, truth))}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=pathlib.Path, default=HERE / "pages")
    parser.add_argument("--debian", type=pathlib.Path)
    parser.add_argument("--quern", type=pathlib.Path, default=QUERN)
    parser.add_argument("--worst", type=int, default=0)
    options = parser.parse_args()
    if not options.debian:
        report(options.pages.name, pages_of(options.pages), options.quern, options.worst)
        return
    for package, pairs in pages_of_debian(options.debian):
        if pairs:
            report(package, pairs, options.quern, options.worst)
    for package, pattern, text in MANUALS:
        files, text = sorted((options.debian / package).glob(pattern)), options.debian / package / text
        if files and text.exists():
            report_manual(package, files, gzip.decompress(text.read_bytes()).decode(), options.quern)


if __name__ == "__main__":
    sys.exit(main())
