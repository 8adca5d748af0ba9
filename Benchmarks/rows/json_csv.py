"""Rows of the readers of JSON Lines and CSV: the text field of every record, a line each, line breaks as blanks.

What is written lies in memory where there is a file system for that, so that the disk is not what is measured. The row
beside simdjson needs Debian's libsimdjson-dev and a C++ compiler."""
import pathlib
import shutil

from row import PEERS, PYTHON, QUERN, Row, plural, succeeds

SIMDJSON = pathlib.Path("/usr/include/simdjson.h")
MEMORY = pathlib.Path("/dev/shm")


def rows(corpora, work, threads):
    if threads > 1:
        return
    folder = folder_in_memory(work)
    for name in ["docs_en", "docs_multi", "code"]:
        file = corpora / f"{name}.jsonl"
        if SIMDJSON.exists() and shutil.which("c++"):
            driver, source = work / "simdjson_text", PEERS / "simdjson_text.cpp"
            yield text(file, folder, [driver], "simdjson", threads,
                       (driver, ["c++", "-O3", "-std=c++17", source, "-lsimdjson", "-o", driver]))
        for peer in ["orjson", "datatrove"]:
            yield text(file, folder, [PYTHON, PEERS / f"{peer}_text.py"], peer, threads)
    file = work / "docs_en.csv"
    yield text(file, folder, [PYTHON, PEERS / "csv_text.py"], "Python's csv", threads,
               (file, [QUERN, "convert", corpora / "docs_en.jsonl", "-o", file]))


def folder_in_memory(work):
    folder = MEMORY / "quern-bench" if MEMORY.is_dir() else work
    folder.mkdir(exist_ok=True)
    return folder


def text(file, folder, peer, name, threads, needs=None):
    ours, theirs = folder / "quern.txt", folder / "peer.txt"
    return Row(
        f"read {file.suffix[1:]}, {file.stem}, {plural(threads)}, {name}", file,
        [QUERN, "convert", file, "-o", ours], [*peer, file, theirs], lambda: succeeds("cmp", "-s", ours, theirs), threads,
        needs)
