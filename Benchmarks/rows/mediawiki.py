"""Rows of MediaWiki dumps: the clean text of every article of a made-up dump (wikitext_dump.py), a line of JSON each; and the
XML alone: the titles of the pages, beside xmllint, which reads and writes nothing."""
import shutil

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
    if not shutil.which("xmllint"):
        return
    dump, mapping, ours = work / "titles.xml", work / "titles.yaml", work / "quern-titles.jsonl"
    mapping.write_text("record: [page]\ntext: [title]\nid: [id]\n")
    yield Row(
        f"MediaWiki XML to titles, 190 MB, {plural(threads)}, xmllint --stream", dump,
        [QUERN, "convert", dump, "--xml", mapping, "--threads", str(threads), "-o", ours],
        ["xmllint", "--stream", "--noout", dump],
        lambda: succeeds("test", "-s", ours), threads,
        (dump, [PYTHON, HERE / "wikitext_dump.py", corpora / "docs_en.jsonl", dump, "190", "wikiextractor"]))
