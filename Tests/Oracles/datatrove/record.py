"""Records the files that datatrove writes for some documents, as hexadecimal.

usage: record.py > ../recorded/datatrove.json      (datatrove==0.10.1; not needed by any test)
"""

import json
import pathlib
import random
import tempfile

import numpy
from datatrove.pipeline.tokens.tokenizer import TokenizedFile


def case(draw, count, size, length):
    with tempfile.TemporaryDirectory() as folder:
        file = TokenizedFile(
            folder, "p.ds", save_loss_metadata=True, tokenizer_name_or_path="some/tokenizer",
            save_final_metadata=True, token_size=size)
        documents = []
        for _ in range(count):
            ids = [draw.randrange(60000 if size == 2 else 250000) for _ in range(draw.randrange(1, length))]
            trained = [draw.random() < 0.7 for _ in ids]
            file.write(ids, numpy.array(trained))
            documents.append({"ids": ids, "trained": [int(x) for x in trained]})
        file.close()
        file.write_final_metadata(len(file))
        files = {path.name: path.read_bytes().hex() for path in sorted(pathlib.Path(folder).iterdir())}
    return {"size": size, "documents": documents, "files": files}


def main():
    draw = random.Random(3)
    print(json.dumps([case(draw, n, size, length) for n, size, length in
                      [(0, 2, 2), (1, 2, 9), (7, 2, 40), (40, 2, 90), (5, 4, 30), (60, 4, 100)]]))


main()
