"""MinHash by datatrove's four stages, 14 buckets of 8, a task for each file:
datatrove_minhash.py FOLDER OUT TASKS"""
import pathlib
import shutil
import sys

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import MinhashConfig
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter


def main(source, out, tasks):
    shutil.rmtree(out, ignore_errors=True)
    config = MinhashConfig()
    names = ["signatures", "buckets", "removals", "kept"]
    signatures, buckets, removals, kept = (str(out / name) for name in names)
    stages = [
        (tasks, [JsonlReader(source), MinhashDedupSignature(signatures, config)]),
        (config.num_buckets, [MinhashDedupBuckets(signatures, buckets, config=config)]),
        (1, [MinhashDedupCluster(buckets, removals, config=config)]),
        (tasks, [JsonlReader(source), MinhashDedupFilter(removals), JsonlWriter(kept, compression="zstd")]),
    ]
    for number, (count, pipeline) in enumerate(stages):
        LocalPipelineExecutor(pipeline, tasks=count, workers=tasks, logging_dir=str(out / f"logs-{number}")).run()


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]))
