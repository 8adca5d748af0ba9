"""Rows of n-gram models: scoring the lines of a text beside KenLM, each with its own mapped form of the same model. They
need what build_kenlm.sh names."""
import shutil

from row import PEERS, PYTHON, QUERN, Row, plural, succeeds


def rows(corpora, work, threads):
    if threads > 1 or not shutil.which("cmake"):
        return
    model, kenlm = work / "docs_en.arpa", work / "kenlm"
    own, theirs = work / "docs_en.qlm", work / "docs_en.kenlm"
    prepare = f"""
        set -eu
        '{PEERS}/build_kenlm.sh' '{kenlm}'
        '{QUERN}' lm train '{corpora}/docs_en_50mb.txt' --order 5 -o '{model}'
        '{kenlm}/build/bin/build_binary' '{model}' '{theirs}'
        '{QUERN}' lm convert '{model}' -o '{own}'
        """
    for name in ["docs_en_50mb", "docs_multi_50mb"]:
        file = corpora / f"{name}.txt"
        found, wanted = work / "quern.scores", work / "kenlm.scores"
        yield Row(
            f"score with 5-grams, {name}, {plural(threads)}, kenlm", file,
            [QUERN, "lm", "score", "--model", own, file, "-o", found],
            [PYTHON, PEERS / "kenlm_score.py", theirs, file, wanted],
            lambda: succeeds(PYTHON, PEERS / "same_scores.py", found, wanted), threads, (own, ["sh", "-c", prepare]))
