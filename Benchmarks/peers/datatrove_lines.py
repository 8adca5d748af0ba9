"""Repeated lines by datatrove's three stages, a task for each file: datatrove_lines.py FOLDER OUT TASKS"""
import pathlib
import shutil
import sys

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import SentenceDedupFilter, SentenceDedupSignature, SentenceFindDedups
from datatrove.pipeline.dedup.sentence_dedup import SentDedupConfig
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from datatrove.utils.text import TextNormConfig


def main(source, out, tasks):
    shutil.rmtree(out, ignore_errors=True)
    config = SentDedupConfig(
        n_sentences=1, split_sentences=False, min_doc_words=1, min_num_sentences=0,
        norm_config=TextNormConfig(lowercase=True, norm_whitespace=True, remove_punctuation=False,
                                   norm_unicode_diacritics=False, norm_numbers=False))
    signatures, repeats, kept = (str(out / name) for name in ["signatures", "repeats", "kept"])
    stages = [
        (tasks, [JsonlReader(source), SentenceDedupSignature(signatures, config=config)]),
        (1, [SentenceFindDedups(signatures, repeats, config=config)]),
        (tasks, [JsonlReader(source), SentenceDedupFilter(repeats, config=config), JsonlWriter(kept, compression="zstd")]),
    ]
    for number, (count, pipeline) in enumerate(stages):
        LocalPipelineExecutor(pipeline, tasks=count, workers=count, logging_dir=str(out / f"logs-{number}")).run()


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]))
