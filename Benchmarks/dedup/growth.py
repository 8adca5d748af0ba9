#!/usr/bin/env python3
"""How time, disk and memory grow with the corpus: dedupes the first 10 MB to 2 GB of a corpus that goes on without
repeating itself, in 64 MB of memory, and draws it.

    growth.py docs_en.jsonl WORK [--method minhash] [--sizes 10 50 200 500 1000 2000]

Documents after the file's end are its own with the letters of the alphabet moved on by one, two, … places, so that nothing
is like what came before. Writes WORK/growth-METHOD.svg. Fails if a part of the time or disk grows faster than the corpus
by more than a quarter, or memory by more than one."""
import argparse
import json
import os
import pathlib
import shutil
import string
import subprocess
import threading
import time

QUERN = pathlib.Path(__file__).resolve().parents[2] / ".build" / "release" / "quern"
MEMORY = "64M"


def moved(places):
    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    return str.maketrans(lower + upper, lower[places:] + lower[:places] + upper[places:] + upper[:places])


def write_corpus(source, target, megabytes):
    size = 0
    with open(target, "w", encoding="utf-8") as out:
        for places in range(26):
            table = moved(places)
            with open(source, encoding="utf-8") as lines:
                for line in lines:
                    document = json.loads(line)
                    size += out.write(json.dumps({"id": f"{places}-{document['id']}",
                                                  "text": document["text"].translate(table)}, ensure_ascii=False) + "\n")
                    if size >= megabytes * 10**6:
                        return


def folder_bytes(folder):
    total = 0
    for root, _, files in os.walk(folder):
        for name in files:
            try:
                total += os.stat(os.path.join(root, name)).st_blocks * 512
            except FileNotFoundError:
                pass
    return total


def measure(corpus, folder, method):
    """Seconds, most bytes on disk at once, peak resident bytes."""
    shutil.rmtree(folder, ignore_errors=True)
    most, ended = [0], threading.Event()

    def watch():
        while not ended.wait(0.2):
            most[0] = max(most[0], folder_bytes(folder))

    watcher = threading.Thread(target=watch)
    start = time.perf_counter()
    process = subprocess.Popen([QUERN, "dedupe", corpus, "--method", method, "--memory", MEMORY, "--threads", "2",
                                "--quiet", "-o", folder], stdout=subprocess.DEVNULL)
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    watcher.join()
    if process.returncode:
        raise SystemExit("quern dedupe failed")
    return seconds, max(most[0], folder_bytes(folder)), usage.ru_maxrss * 1024


def draw(points, path):
    """Three panels: seconds, disk and memory over the size of the corpus."""
    panels = []
    for number, (name, place, unit) in enumerate([("seconds", 1, 1), ("GB on disk", 2, 1e9), ("MB of memory", 3, 1e6)]):
        values = [(point[0], point[place] / unit) for point in points]
        width, top = max(x for x, _ in values), max(y for _, y in values)
        spots = [(50 + 240 * x / width, 210 - 170 * y / top) for x, y in values]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in spots)
        panels.append(
            f'<g transform="translate({number * 320})"><path d="M50 30V210H300" fill="none" stroke="gray"/>'
            f'<polyline points="{line}" fill="none" stroke="black"/>{dots}<text x="50" y="20">{name}: up to {top:.3g}</text>'
            f'<text x="200" y="232">to {width / 1000:.3g} GB</text></g>')
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="960" height="250" font-family="sans-serif" '
                    f'font-size="13">{"".join(panels)}</svg>\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--method", default="minhash")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10, 50, 200, 500, 1000, 2000])
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    corpus, points = options.work / "growth.jsonl", []
    print("| corpus | seconds | MB/s | disk | memory |\n|---|---|---|---|---|")
    for megabytes in options.sizes:
        write_corpus(options.source, corpus, megabytes)
        seconds, disk, memory = measure(corpus, options.work / "growth.quern", options.method)
        points.append((megabytes, seconds, disk, memory))
        print(f"| {megabytes} MB | {seconds:.1f} | {megabytes / seconds:.0f} | {disk / 1e6:.0f} MB | {memory / 1e6:.0f} MB |",
              flush=True)
    corpus.unlink()
    shutil.rmtree(options.work / "growth.quern")
    draw(points, options.work / f"growth-{options.method}.svg")
    (size, *middle), (last, *largest) = points[len(points) // 2], points[-1]
    linear = last / size * 1.25
    if largest[0] > linear * middle[0] or largest[1] > linear * middle[1] or largest[2] > 1.25 * middle[2]:
        raise SystemExit("growth is not linear, or memory is not flat")


if __name__ == "__main__":
    main()
