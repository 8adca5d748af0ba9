"""Rows of Parquet beside pyarrow: the text column of a zstd file as lines of text, and JSON Lines as a zstd file."""
from row import PEERS, PYTHON, QUERN, Row, plural, succeeds
from rows.json_csv import folder_in_memory


def rows(corpora, work, threads):
    if threads > 1:
        return
    folder = folder_in_memory(work)
    for name in ["docs_en", "docs_multi"]:
        lines, table = corpora / f"{name}.jsonl", work / f"{name}.parquet"
        ours, theirs = folder / "quern.txt", folder / "peer.txt"
        yield Row(
            f"read parquet, {name}, {plural(threads)}, pyarrow", table,
            [QUERN, "convert", table, "-o", ours], [PYTHON, PEERS / "pyarrow_text.py", table, theirs],
            lambda: succeeds("cmp", "-s", ours, theirs), threads,
            (table, [PYTHON, PEERS / "pyarrow_write.py", lines, table]))
        own, other = folder / "quern.parquet", folder / "peer.parquet"
        yield Row(
            f"write parquet, {name}, {plural(threads)}, pyarrow", lines,
            [QUERN, "convert", lines, "-o", own], [PYTHON, PEERS / "pyarrow_write.py", lines, other],
            lambda: succeeds(PYTHON, PEERS / "same_tables.py", own, other), threads)
