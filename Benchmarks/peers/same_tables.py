"""Whether two Parquet files hold the same values: same_tables.py A.parquet B.parquet. The order of columns, and columns of
nothing but null, do not matter."""
import sys

import pyarrow.parquet as pq

one, other = (pq.read_table(path) for path in sys.argv[1:])
for name in set(one.column_names) | set(other.column_names):
    columns = [table.column(name).combine_chunks() if name in table.column_names else None for table in (one, other)]
    if None in columns:
        left = next(column for column in columns if column is not None)
        assert left.null_count == len(left), name
    else:
        assert columns[0].cast(columns[1].type).equals(columns[1]), name
