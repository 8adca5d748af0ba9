"""read_run.py FOLDER: opens what a quickstart run left with the loaders that its users have, and checks it.

tokenizers, pyarrow, datasets and numpy, pinned in ../requirements.txt; Megatron's index is read by its layout
(NVIDIA/Megatron-LM, megatron/core/datasets/indexed_dataset.py, `_IndexReader`)."""
import glob
import os
import struct
import sys
import tempfile

import datasets
import numpy
import pyarrow.parquet
import tokenizers

folder = sys.argv[1]
tokenizer = tokenizers.Tokenizer.from_file(f"{folder}/tokenizer/tokenizer.json")
end = tokenizer.token_to_id("<|endoftext|>")
cache = tempfile.mkdtemp()


def load(kind, pattern):
    return datasets.load_dataset(kind, data_files=f"{folder}/{pattern}", cache_dir=cache, split="train")


records = load("json", "mixture/*.jsonl.zst")
texts = [row["text"] if row["text"] else row["prompt"] + " " + row["completion"] for row in records]
expected = [encoding.ids + [end] for encoding in tokenizer.encode_batch(texts)]

packed = pyarrow.parquet.read_table(f"{folder}/shards/parquet/part-00000.parquet").to_pylist()
assert [row for row in packed] == [row for row in load("parquet", "shards/parquet/*.parquet")]
assert [row for row in packed] == [row for row in load("json", "shards/jsonl/*.jsonl.zst")]
assert sum((row["input_ids"] for row in packed), []) == sum(expected, []), "packed ids"
assert all(len(row["input_ids"]) == 512 for row in packed[:-1])
for row in packed:
    assert all(label in (-100, token) for token, label in zip(row["input_ids"], row["labels"]))

prefix = f"{folder}/shards/megatron/part-00000"
with open(prefix + ".idx", "rb") as file:
    assert file.read(9) == b"MMIDIDX\x00\x00"
    version, code, sequences, documents = struct.unpack("<QBQQ", file.read(25))
    assert (version, documents) == (1, sequences + 1)
    lengths = numpy.frombuffer(file.read(4 * sequences), dtype="<i4")
    offsets = numpy.frombuffer(file.read(8 * sequences), dtype="<i8")
    bounds = numpy.frombuffer(file.read(8 * documents), dtype="<i8")
    assert not file.read() and list(bounds) == list(range(documents))
kind = numpy.dtype({8: "<u2", 4: "<i4"}[code])
tokens = numpy.fromfile(prefix + ".bin", dtype=kind)
read = [tokens[start // kind.itemsize:][:length].tolist() for start, length in zip(offsets, lengths)]
assert read == expected, "Megatron documents"
assert os.path.getsize(prefix + ".bin") == lengths.sum() * kind.itemsize
print(len(expected), "documents,", len(packed), "sequences")
