#!/usr/bin/env python3
"""Which documents text-dedup and datatrove keep, of some on which no similarity lies near a threshold, so that every
correct MinHash must decide alike; and what datatrove leaves of texts whose lines repeat. Writes
Tests/Oracles/recorded/dedup.json: the documents, and what each peer kept.

    python3 -m venv /tmp/peers
    /tmp/peers/bin/pip install text-dedup==0.4.0 "datatrove[io,processing]==0.10.1" spacy==3.8.16
    /tmp/peers/bin/python Tests/Oracles/dedup/record.py"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile

RECORDED = pathlib.Path(__file__).resolve().parent.parent / "recorded" / "dedup.json"


def word(draw):
    """Of letters: datatrove takes all numbers for the same."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(draw.randrange(100_000)))


def documents():
    """Groups of copies: some the same to the byte, some with one word of 120 replaced."""
    draw = random.Random(7)
    made = []
    for group in range(40):
        words = [word(draw) for _ in range(120)]
        for member in range(draw.randrange(1, 5)):
            copy = list(words)
            if member and draw.randrange(2):
                copy[draw.randrange(120)] = "x" + word(draw)
            made.append({"text": " ".join(copy), "url": f"http://example.org/{draw.randrange(60)}",
                         "priority": draw.randrange(1, 4), "group": group})
    draw.shuffle(made)
    return [dict(document, id=str(number)) for number, document in enumerate(made)]


def text_dedup(module, source, folder, *options):
    out = folder / module
    subprocess.run(
        [sys.executable, "-m", f"text_dedup.{module}", "--path", "json", "--data_files", str(source), "--split", "train",
         "--column", "text", "--cache_dir", str(folder / "cache"), "--output", str(out), *options],
        check=True, stdout=subprocess.DEVNULL)
    import datasets
    return list(datasets.load_from_disk(str(out))["id"])


def datatrove_exact(source, folder):
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import ExactDedupFilter, ExactDedupSignature, ExactFindDedups
    from datatrove.pipeline.dedup.exact_dedup import ExactDedupConfig
    config = ExactDedupConfig(content_getter=lambda document: document.metadata["url"],
                              document_priority=lambda document: document.metadata["priority"])
    signatures, found, kept = (str(folder / name) for name in ["exact-signatures", "exact-found", "exact-kept"])
    for pipeline in [[reader(source), ExactDedupSignature(signatures, config=config)],
                     [ExactFindDedups(signatures, found, config=config)],
                     [reader(source), ExactDedupFilter(found, config=config), writer(kept)]]:
        LocalPipelineExecutor(pipeline, tasks=1, logging_dir=str(folder / f"logs-{len(pipeline)}-{id(pipeline)}")).run()
    return kept_ids(kept)


def datatrove_minhash(source, folder):
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature
    signatures, buckets, removals, kept = (str(folder / name) for name in ["signatures", "buckets", "removals", "kept"])
    for tasks, pipeline in [(1, [reader(source), MinhashDedupSignature(signatures)]),
                            (14, [MinhashDedupBuckets(signatures, buckets)]),
                            (1, [MinhashDedupCluster(buckets, removals)]),
                            (1, [reader(source), MinhashDedupFilter(removals), writer(kept)])]:
        LocalPipelineExecutor(pipeline, tasks=tasks, logging_dir=str(folder / f"logs-{id(pipeline)}")).run()
    return kept_ids(kept)


def texts_of_lines(words, longest, span):
    """Of several lines in a row, none stands twice in a text: of spans that overlap, datatrove cuts into the one that stays."""
    draw = random.Random(words)
    take = draw.choices if span == 1 else draw.sample
    return [{"id": str(number), "text": "\n".join(
        draw.choice(["Line ", "line  "]) + str(line) for line in take(range(words), k=draw.randrange(1, longest)))}
        for number in range(150)]


def datatrove_lines(made, folder, span):
    """What is left of each text, by id."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import SentenceDedupFilter, SentenceDedupSignature, SentenceFindDedups
    from datatrove.pipeline.dedup.sentence_dedup import SentDedupConfig
    from datatrove.utils.text import TextNormConfig
    config = SentDedupConfig(
        n_sentences=span, split_sentences=False, min_doc_words=1, min_num_sentences=0,
        norm_config=TextNormConfig(lowercase=True, norm_whitespace=True, remove_punctuation=False,
                                   norm_unicode_diacritics=False, norm_numbers=False))
    folder = folder / f"lines-{span}"
    folder.mkdir()
    source = folder / "lines.jsonl"
    source.write_text("".join(json.dumps(document) + "\n" for document in made))
    signatures, repeats, kept = (str(folder / name) for name in ["signatures", "repeats", "kept"])
    for pipeline in [[reader(source), SentenceDedupSignature(signatures, config=config)],
                     [SentenceFindDedups(signatures, repeats, config=config)],
                     [reader(source), SentenceDedupFilter(repeats, config=config), writer(kept)]]:
        LocalPipelineExecutor(pipeline, tasks=1, logging_dir=str(folder / f"logs-{id(pipeline)}")).run()
    return {document["id"]: document["text"] for document in records(kept)}


def reader(source):
    from datatrove.pipeline.readers import JsonlReader
    return JsonlReader(str(source.parent), glob_pattern=source.name)


def writer(folder):
    from datatrove.pipeline.writers import JsonlWriter
    return JsonlWriter(folder, compression=None)


def records(folder):
    lines = [line for path in sorted(pathlib.Path(folder).glob("*.jsonl")) for line in path.read_text().splitlines()]
    return [json.loads(line) for line in lines]


def kept_ids(folder):
    return [document["id"] for document in records(folder)]


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        source = folder / "documents.jsonl"
        made = documents()
        source.write_text("".join(json.dumps(document) + "\n" for document in made))
        record = {
            "documents": made,
            "textDedupExact": text_dedup("exact_hash", source, folder),
            "textDedupMinHash": text_dedup("minhash", source, folder, "--num_perm", "240", "--threshold", "0.7"),
            "datatroveExactByURL": datatrove_exact(source, folder),
            "datatroveMinHash": datatrove_minhash(source, folder),
            "lines": [{"span": span, "texts": made, "left": datatrove_lines(made, folder, span)}
                      for span, words, longest in [(1, 200, 12), (2, 30, 8), (3, 12, 7)]
                      for made in [texts_of_lines(words, longest, span)]],
        }
    RECORDED.write_text(json.dumps(record, separators=(",", ":")) + "\n")
    print({name: len(value) for name, value in record.items()})


# Its peers' worker processes import this file anew.
if __name__ == "__main__":
    main()
