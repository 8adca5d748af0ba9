"""Rows of compressed JSON Lines: the text field of every record, written or only looked at, beside the
library's bare decompression of the same file."""
import shutil

from row import PEERS, QUERN, Row, plural, succeeds
from rows.json_csv import folder_in_memory


def rows(corpora, work, threads):
    if not shutil.which("cc"):
        return
    driver = work / "inflate_all"
    folder = folder_in_memory(work)
    for suffix, pack in [("gz", "gzip -k -c"), ("zst", "zstd -q -c")]:
        file, ours = work / f"docs_en.jsonl.{suffix}", folder / "quern.txt"
        needs = f"{pack} '{corpora}/docs_en.jsonl' > '{file}' && cc -O2 '{PEERS}/inflate_all.c' -lz -lzstd -o '{driver}'"
        for name, keep in [("written as text", []), ("none kept", ["--where", "length(text) < 0"])]:
            yield Row(
                f"read jsonl.{suffix}, docs_en, {name}, {plural(threads)}, the library alone", file,
                [QUERN, "convert", file, *keep, "--threads", str(threads), "-o", ours], [driver, file],
                lambda: succeeds("test", "-e", ours), threads, (driver if file.exists() else file, ["sh", "-c", needs]))
