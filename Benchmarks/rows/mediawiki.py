"""Rows of MediaWiki dumps: the clean text of every article of a made-up dump (wikitext_dump.py), a line of JSON each."""
from row import HERE, PEERS, PYTHON, QUERN, Row, plural, succeeds

MEGABYTES = {"wikiextractor": 20, "mwparserfromhell": 20}


def rows(corpora, work, threads):
    if threads > 1:
        return
    for peer, megabytes in MEGABYTES.items():
        dump = work / f"{peer}.xml"
        ours, theirs = work / "quern-articles.jsonl", work / "peer-articles.jsonl"
        yield Row(
            f"MediaWiki XML to text, {megabytes} MB, {plural(threads)}, {peer}", dump,
            [QUERN, "convert", dump, "--threads", str(threads), "-o", ours],
            [PYTHON, PEERS / f"{peer}_clean.py", dump, theirs],
            lambda: succeeds(PYTHON, PEERS / "same_texts.py", ours, theirs), threads,
            (dump, [PYTHON, HERE / "wikitext_dump.py", corpora / "docs_en.jsonl", dump, str(megabytes), peer]))
