"""The text column of Parquet by pyarrow: pyarrow_text.py IN.parquet OUT.txt, a line of output each, line breaks as blanks."""
import os
import sys

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

pa.set_cpu_count(1)
with open(sys.argv[2], "wb", buffering=1 << 18) as output:
    for batch in pq.ParquetFile(sys.argv[1]).iter_batches(columns=["text"], use_threads=False):
        texts = batch.column(0)
        for mark in "\n", "\r":
            texts = pc.replace_substring(texts, mark, " ")
        # All texts of the batch with their ends, out of one buffer.
        output.write(pc.binary_join(pa.ListArray.from_arrays([0, len(texts) + 1], pa.concat_arrays([texts, pa.array([""])])), "\n")[0].as_buffer())
    output.flush()
    os.fsync(output.fileno())
