"""Rows of deduplication: the English documentation and a fifth of it once more, lightly edited, from files to files.

By MinHash with 14 bands of 8 and shingles of 5 words, as datatrove does; of the planted copies as many must be found, and
what is removed must be as similar as it is said to be. Signatures alone, with reading and searching on our side and cutting
words on rensa's, which prints what its Rust part took. By exact hash beside `sort -u` over the lines of a text. Repeated lines
beside datatrove's sentence deduplication, told to cut at newlines.

text-dedup 0.4.0 wants libraries that no other peer can live with: QUERN_BENCH_TEXT_DEDUP names the Python of a virtual
environment of its own, without which its row is left out."""
import os

from row import HERE, PEERS, PYTHON, QUERN, Row, plural, succeeds


def rows(corpora, work, threads):
    corpus = work / "docs_en_edited.jsonl"
    parts = corpus.with_suffix(".parts")
    needs = (corpus, [PYTHON, HERE / "dedup" / "edited_copies.py", corpora / "docs_en.jsonl", corpus])
    pythons = {"datatrove": PYTHON, "text_dedup": os.environ.get("QUERN_BENCH_TEXT_DEDUP"), "rensa": PYTHON}
    for peer, input in [("datatrove", parts), ("text_dedup", parts), ("rensa", corpus)]:
        if not pythons[peer]:
            continue
        theirs = work / f"dedup.{peer}"
        command = [pythons[peer], PEERS / f"{peer}_minhash.py", input, theirs]
        if peer != "rensa":
            command.append(threads)
        theirs = theirs / "kept" if peer == "datatrove" else theirs
        yield minhash(corpus, parts, work, peer, command, theirs, threads, needs)
    ours, theirs = work / "lines.quern", work / "lines.datatrove"
    yield Row(
        f"dedupe lines, docs_en + edited copies, {plural(threads)}, datatrove", corpus,
        [QUERN, "dedupe", parts, "--method", "lines", "--threads", threads, "--quiet", "-o", ours],
        [PYTHON, PEERS / "datatrove_lines.py", parts, theirs, threads],
        lambda: succeeds(PYTHON, PEERS / "same_lines_left.py", ours / "distinct", theirs / "kept"), threads, needs)
    if threads == 1:
        source, ours = corpora / "docs_en.jsonl", work / "signatures.quern"
        yield Row(
            "minhash signatures, docs_en, 1 thread, rensa", source,
            [QUERN, "dedupe", source, "--preset", "datatrove", "--no-verify", "--report-only", "--threads", 1, "--quiet",
             "-o", ours], [PYTHON, PEERS / "rensa_minhash.py", source, "/dev/null", "--signatures"],
            lambda: (ours / "clusters" / "distinct.jsonl").exists(), 1)
    lines, ours = corpora / "docs_en.txt", work / "exact.quern"
    theirs = work / "sorted.txt"
    yield Row(
        f"dedupe exact, docs_en, {plural(threads)}, sort -u", lines,
        [QUERN, "dedupe", lines, "--unit", "line", "--method", "exact", "--ignore", "none", "--threads", threads, "--quiet",
         "-o", ours],
        ["env", "LC_ALL=C", "sort", "-u", "--parallel", threads, lines, "-o", theirs],
        lambda: succeeds(PYTHON, PEERS / "same_lines.py", ours / "distinct", theirs), threads)


def minhash(corpus, parts, work, peer, command, theirs, threads, needs):
    ours = work / "dedup.quern"
    return Row(
        f"dedupe minhash, docs_en + edited copies, {plural(threads)}, {peer}", corpus,
        [QUERN, "dedupe", parts, "--preset", "datatrove", "--threads", threads, "--quiet", "-o", ours], command,
        lambda: succeeds(command[0], PEERS / "same_duplicates.py", corpus, ours, theirs), threads, needs)
