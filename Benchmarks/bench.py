#!/usr/bin/env python3
"""Quern beside its peers: the same file, in turn (A B A B …), outputs compared before anything is timed.

Prints, for each row, the median times, MB/s, the median of the ratios of neighbouring runs, and peak memory."""
import argparse
import gzip
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
QUERN = HERE.parent / ".build" / "release" / "quern"
PEERS = HERE / "peers"
SHARED = HERE.parent.parent / "shared" / "data" / "tokenizers"
PYTHON = sys.executable
VOCABULARY = 32_000


class Row:
    """One comparison: two commands that read the same file, and a check that they made the same."""

    def __init__(self, name, input, quern, peer, same, threads):
        self.name, self.input, self.quern, self.peer, self.same, self.threads = name, input, quern, peer, same, threads


def measure(command, threads):
    """Wall seconds and peak resident bytes of a whole process."""
    environment = dict(os.environ, RAYON_NUM_THREADS=str(threads), TOKENIZERS_PARALLELISM="true" if threads > 1 else "false")
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return seconds, usage.ru_maxrss * 1024


def rows(corpora, work, threads):
    """The rows of the table. A new one is a few lines here, and a script under peers/ for what the peer does."""
    plural = f"{threads} thread{'s' * (threads > 1)}"
    for name in ["docs_en_50mb", "docs_multi_50mb"]:
        text = corpora / f"{name}.txt"
        ours, theirs = work / f"{name}.quern", work / f"{name}.peer"

        def same_tokenizer(ours=ours, theirs=theirs):
            first = json.loads((ours / "tokenizer" / "tokenizer.json").read_text())["model"]
            second = json.loads((theirs / "tokenizer.json").read_text())["model"]
            pairs = [[pair.split(" ") if isinstance(pair, str) else pair for pair in model["merges"]]
                     for model in (first, second)]
            return first["vocab"] == second["vocab"] and pairs[0] == pairs[1]

        yield Row(
            f"train BPE {VOCABULARY // 1000}k, {name}, {plural}, tokenizers", text,
            [QUERN, "tokenizer", "train", text, "--input-format", "text", "--unit", "line", "--vocab-size", VOCABULARY,
             "--threads", threads, "--quiet", "-o", ours],
            [PYTHON, PEERS / "tokenizers_train.py", text, VOCABULARY, theirs], same_tokenizer, threads)
        yield encoding(text, trained(corpora, work, name), "tokenizers", work, threads)
    for model, name in [(model, name) for model in ["bpe", "unigram"] for name in ["docs_en_100mb", "docs_multi_100mb"]]:
        text = corpora / f"{name}.txt"
        ours, theirs = work / f"{name}.{model}.quern", work / f"{name}.{model}"
        yield Row(
            f"train SentencePiece {model} {VOCABULARY // 1000}k, {name}, {plural}, sentencepiece", text,
            [QUERN, "tokenizer", "train", text, "--input-format", "text", "--unit", "line", "--vocab-size", VOCABULARY,
             "--sentencepiece", model, "--threads", threads, "--quiet", "-o", ours],
            [PYTHON, PEERS / "sentencepiece_train.py", text, model, VOCABULARY, theirs, threads],
            lambda ours=ours, theirs=theirs: subprocess.run(
                [PYTHON, PEERS / "sentencepiece_train.py", "--same", ours / "tokenizer" / "tokenizer.model",
                 f"{theirs}.model"]).returncode == 0, threads)
    for name in ["docs_en_50mb", "docs_multi_50mb", "code_50mb"]:
        text = corpora / f"{name}.txt"
        for ranks in ["cl100k_base", "o200k_base"]:
            model = unpacked(f"{ranks}.tiktoken.gz", work)
            if model and threads == 1:
                yield encoding(text, model, "gigatoken", work, threads)
                yield encoding(text, model, "tiktoken", work, threads)
    model = SHARED / "chinese_sp.model"
    if model.exists() and threads == 1:
        yield encoding(corpora / "docs_multi_50mb.txt", model, "sentencepiece", work, threads)


def encoding(text, model, peer, work, threads):
    """A text's ids, by a tokenizer's file."""
    ids, peer_ids = work / "quern.bin", work / "peer.bin"
    return Row(
        f"encode {model.stem}, {text.stem}, {threads} thread{'s' * (threads > 1)}, {peer}", text,
        [QUERN, "tokenizer", "encode", "--tokenizer", model, text, "--output-format", "bin", "--threads", threads,
         "-o", ids],
        [PYTHON, PEERS / f"{peer}_encode.py", text, model, peer_ids],
        lambda: subprocess.run(["cmp", "-s", ids, peer_ids]).returncode == 0, threads)


def trained(corpora, work, name):
    """The tokenizer.json that the peer learns from a corpus."""
    folder = work / f"{name}.peer"
    if not (folder / "tokenizer.json").exists():
        subprocess.run([PYTHON, PEERS / "tokenizers_train.py", corpora / f"{name}.txt", str(VOCABULARY), folder], check=True)
    return folder / "tokenizer.json"


def unpacked(name, work):
    """A compressed rank file of the shared data as tiktoken reads it; None where the data is absent."""
    if not (SHARED / name).exists():
        return None
    path = work / name.removesuffix(".gz")
    path.write_bytes(gzip.decompress((SHARED / name).read_bytes()))
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rows", default="", help="only rows whose name contains this")
    parser.add_argument("--threads", type=int, nargs="*", default=[1, 2])
    options = parser.parse_args()
    print(f"{'row':68} {'quern':>16} {'peer':>16} {'ratio':>7}  peak memory, quern / peer")
    for threads in options.threads:
        for row in rows(options.corpora, options.work, threads):
            if options.rows not in row.name:
                continue
            run_row(row, options.runs)


def run_row(row, runs):
    size = row.input.stat().st_size / 1e6
    times = {"quern": [], "peer": []}
    peaks = {"quern": 0, "peer": 0}
    for number in range(runs):
        # A finished run of ours is not done again, so that its folder goes first.
        for part in row.quern:
            if isinstance(part, pathlib.Path) and part.suffix == ".quern":
                shutil.rmtree(part, ignore_errors=True)
        for who, command in (("peer", row.peer), ("quern", row.quern)):
            seconds, peak = measure(command, row.threads)
            times[who].append(seconds)
            peaks[who] = max(peaks[who], peak)
        if number == 0 and not row.same():
            sys.exit(f"{row.name}: the outputs differ; nothing was timed")
    ratio = statistics.median(peer / ours for ours, peer in zip(times["quern"], times["peer"]))
    cells = [f"{statistics.median(times[who]):6.2f} s {size / statistics.median(times[who]):5.0f} MB/s"
             for who in ("quern", "peer")]
    print(f"{row.name:68} {cells[0]:>16} {cells[1]:>16} {ratio:6.1f}x  "
          f"{peaks['quern'] / 1e6:.0f} / {peaks['peer'] / 1e6:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
