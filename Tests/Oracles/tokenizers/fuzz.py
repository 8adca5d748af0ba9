"""Holds `quern tokenizer encode` to a peer on random texts, or on whole collections.

    fuzz.py --peer tiktoken|tokenizers|sentencepiece [--model NAME]… [--seed S] [--count N] [--collection NAME]…
            [--file FILE]… [--documents BYTES] [--folder FOLDER]

Without a collection or a file it takes N random texts of seed S. A file is taken by the line, or in documents of about
so many bytes. Prints a line a model, and the first texts whose ids differ, made as short as they will go; what was
printed runs again with the same seed and folder. Fails if any differ.
"""
import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time

import fuzz_models
import fuzz_texts

BATCH = 50_000


def own_ids(model, texts):
    """Ids by the binary."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for text in texts:
            file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
        file.flush()
        output = subprocess.run(
            [fuzz_models.QUERN, "tokenizer", "encode", "--tokenizer", model.file, "--threads", "1", *model.arguments,
             file.name], check=True, stdout=subprocess.PIPE).stdout
    lines = output.decode().split("\n")[:-1]
    assert len(lines) == len(texts), f"{len(lines)} lines for {len(texts)} texts"
    return lines


def differing(model, texts):
    peers = (" ".join(map(str, ids)) for ids in model.encode(texts))
    return [(text, own, peer) for text, own, peer in zip(texts, own_ids(model, texts), peers) if own != peer]


def shortened(model, text):
    """A shorter text that still differs."""
    size = max(1, len(text) // 2)
    while True:
        parts = [text[:start] + text[start + size:] for start in range(0, len(text), size)]
        found = differing(model, parts[:4000])
        if found:
            text = min((one[0] for one in found), key=len)
        elif size == 1:
            return text
        size = max(1, min(size, len(text)) // (1 if found else 2))


def pieces_of(path, size):
    """A file's lines, or lines together until they have so many bytes."""
    with open(path, encoding="utf-8", newline="\n") as file:
        if not size:
            yield from (line.rstrip("\n") for line in file)
        while size and (lines := file.readlines(size)):
            yield "".join(lines)


def texts(options, model):
    if not options.collection and not options.file:
        made = fuzz_texts.RandomTexts(options.seed, model.pieces, model.special)
        return (made[number] for number in range(options.first, options.first + options.count))
    sources = [fuzz_texts.COLLECTIONS[name]() for name in options.collection]
    return itertools.chain(*sources, *(pieces_of(path, options.documents) for path in options.file))


def batches(texts, limit=32 << 20):
    """Of bounded count and size."""
    batch, size = [], 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if len(batch) == BATCH or size > limit:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer", required=True, choices=fuzz_models.PEERS)
    parser.add_argument("--model", action="append", default=[])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first random text")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--collection", action="append", default=[], choices=fuzz_texts.COLLECTIONS)
    parser.add_argument("--file", action="append", default=[])
    parser.add_argument("--documents", type=int, default=0)
    parser.add_argument("--folder", default=fuzz_texts.ROOT + "/.build/fuzz")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    failed = False
    for model in fuzz_models.PEERS[options.peer](options.folder):
        if options.model and model.name not in options.model:
            continue
        count, wrong, start = 0, [], time.time()
        for batch in batches(texts(options, model)):
            wrong += differing(model, batch)
            count += len(batch)
        print(f"{options.peer} {model.name}: {count} texts, {len(wrong)} differ, {time.time() - start:.0f} s", flush=True)
        for text, _, _ in wrong[:5]:
            text, own, peer = differing(model, [shortened(model, text)])[0]
            print(f"{options.peer} {model.name}: {ascii(text)}\n  own  {own[:200]}\n  peer {peer[:200]}", file=sys.stderr)
        failed = failed or bool(wrong)
    sys.exit(failed)


main()
