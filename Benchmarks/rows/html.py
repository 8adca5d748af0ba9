"""Rows of HTML: the main text of 10,000 real pages of Debian's documentation packages, a line of JSON each. How good each
one's text is says extraction/judge.py."""
import json

from row import PEERS, PYTHON, QUERN, Row, plural

PAGES = 10_000


def rows(corpora, work, threads):
    unpacked, folder = corpora / "work" / "x", work / "pages"
    if threads > 1 or not unpacked.is_dir():
        return
    ours, theirs = work / "quern-pages.jsonl", work / "peer-pages.jsonl"
    for peer in ["trafilatura", "resiliparse"]:
        yield Row(
            f"main text of HTML, {PAGES:,} pages, {plural(threads)}, {peer}", folder,
            [QUERN, "convert", folder, "--threads", str(threads), "-o", ours],
            [PYTHON, PEERS / "html_text.py", peer, folder, theirs], lambda: nearly_same(ours, theirs), threads,
            (folder, [PYTHON, PEERS / "html_pages.py", unpacked, folder, str(PAGES)]))


def nearly_same(ours, theirs):
    """A text for each page, and about as much of it all in all: what is main text is each one's own opinion."""
    texts = [[json.loads(line).get("text", "") for line in open(path)] for path in (ours, theirs)]
    lengths = [sum(map(len, one)) for one in texts]
    return len(texts[0]) == len(texts[1]) == PAGES and 0.8 < lengths[0] / lengths[1] < 1.6
