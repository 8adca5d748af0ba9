"""indexed_dataset.py read PREFIX | record: Megatron-LM's own reader and builder beside ours.

read:   opens PREFIX.bin and PREFIX.idx as Megatron does, prints the number of documents and of tokens.
record: writes with Megatron's builder what MegatronWriterTests writes with ours, and prints the two files as JSON;
        Tests/Oracles/recorded/megatron.json is its output.

Needs megatron-core 0.14.0 (pip install --no-deps) and torch (Debian's python3-torch serves)."""
import importlib
import importlib.util
import json
import os
import sys
import tempfile
import types

# Only the data sets' files are wanted: the packages' own __init__ would load the whole of Megatron.
root = importlib.util.find_spec("megatron").submodule_search_locations[0]
for name in ["megatron.core", "megatron.core.datasets"]:
    package = types.ModuleType(name)
    package.__path__ = [os.path.join(root, *name.split(".")[1:])]
    sys.modules[name] = package
importlib.import_module("megatron.core.parallel_state")  # first, for it and megatron.core.utils import each other
indexed = importlib.import_module("megatron.core.datasets.indexed_dataset")

CASES = [
    {"vocabulary": 65_499, "documents": [[1, 2, 3], [], [65_000]]},
    {"vocabulary": 65_500, "documents": [[70_000], [5]]},
]


def record(case):
    import torch

    prefix = os.path.join(tempfile.mkdtemp(), "data")
    kind = indexed.DType.optimal_dtype(case["vocabulary"])
    builder = indexed.IndexedDatasetBuilder(prefix + ".bin", dtype=kind)
    for document in case["documents"]:
        builder.add_document(torch.tensor(document, dtype=torch.int64), [len(document)])
    builder.finalize(prefix + ".idx")
    return dict(case, bin=open(prefix + ".bin", "rb").read().hex(), idx=open(prefix + ".idx", "rb").read().hex())


if sys.argv[1:] == ["record"]:
    print(json.dumps([record(case) for case in CASES], indent=1))
else:
    data = indexed.IndexedDataset(sys.argv[2], mmap=True)
    print(len(data), "documents,", sum(len(data[place]) for place in range(len(data))), "tokens")
