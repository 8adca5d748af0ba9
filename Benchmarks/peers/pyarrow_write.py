"""JSON Lines as Parquet by pyarrow: pyarrow_write.py IN.jsonl OUT.parquet, zstd at level 3 as quern writes."""
import os
import sys

import pyarrow as pa
import pyarrow.json
import pyarrow.parquet as pq

pa.set_cpu_count(1)
table = pyarrow.json.read_json(
    sys.argv[1], pyarrow.json.ReadOptions(use_threads=False, block_size=16 << 20))
with open(sys.argv[2], "wb") as output:
    pq.write_table(table, output, compression="zstd", compression_level=3)
    output.flush()
    os.fsync(output.fileno())
