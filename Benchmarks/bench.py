#!/usr/bin/env python3
"""Quern beside its peers: the same file, in turn (A B A B …), outputs compared before anything is timed.

Prints, for each row, the median times, MB/s, the median of the ratios of neighbouring runs, and peak memory."""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import rows.compression
import rows.dedup
import rows.filters
import rows.html
import rows.json_csv
import rows.language_models
import rows.mediawiki
import rows.parquet
import rows.templates
import rows.tokenizers

# One file a room.
SUBJECTS = [
    rows.compression, rows.dedup, rows.filters, rows.html, rows.json_csv, rows.mediawiki, rows.parquet,
    rows.language_models, rows.templates, rows.tokenizers,
]


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
        for subject in SUBJECTS:
            for row in subject.rows(options.corpora, options.work, threads):
                if options.rows in row.name:
                    run_row(row, options.runs)


def run_row(row, runs):
    if row.needs and not row.needs[0].exists():
        measure(row.needs[1], row.threads)
    files = row.input.iterdir() if row.input.is_dir() else [row.input]
    size = sum(file.stat().st_size for file in files) / 1e6
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
