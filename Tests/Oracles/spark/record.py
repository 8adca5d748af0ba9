"""Records Parquet files that Apache Spark wrote: one for each way it writes them, and the rows as Spark's own JSON.

usage: record.py OUTPUT        (pyspark==3.5.3 and a Java of 11 or 17, not needed by any test)

OUTPUT gets NAME.parquet for each name below, and rows.jsonl, what to_json says of each row.
"""

import datetime
import decimal
import glob
import os
import shutil
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

NAMES = {
    "snappy": {"compression": "snappy"},
    "zstd": {"compression": "zstd"},
    "gzip-v2": {"compression": "gzip", "parquet.writer.version": "v2"},
    "legacy": {"compression": "uncompressed", "spark.sql.parquet.writeLegacyFormat": "true"},
    "plain": {"compression": "lz4raw", "parquet.enable.dictionary": "false"},
    "micros": {"compression": "snappy", "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS"},
}
SCHEMA = T.StructType([
    T.StructField("id", T.StringType()),
    T.StructField("text", T.StringType()),
    T.StructField("number", T.IntegerType()),
    T.StructField("big", T.LongType(), False),
    T.StructField("small", T.ShortType()),
    T.StructField("score", T.DoubleType()),
    T.StructField("single", T.FloatType()),
    T.StructField("isGood", T.BooleanType()),
    T.StructField("price", T.DecimalType(9, 2)),
    T.StructField("large", T.DecimalType(30, 4)),
    T.StructField("day", T.DateType()),
    T.StructField("time", T.TimestampType()),
    T.StructField("tags", T.ArrayType(T.StringType())),
    T.StructField("nested", T.ArrayType(T.ArrayType(T.LongType()))),
    T.StructField("person", T.StructType([T.StructField("name", T.StringType()), T.StructField("age", T.IntegerType())])),
    T.StructField("counts", T.MapType(T.StringType(), T.IntegerType())),
])


def row(n):
    if n % 7 == 3:
        return (f"r{n}", f"null {n}", None, n, None, None, None, None, None, None, None, None, None, None, None, None)
    return (
        f"r{n}", f"Zeile {n} – 日本 \"{n}\"\n" + "x" * (n % 5), n * 1000 - 7, (1 << 40) * n, n - 9, n / 7, float(n) / 4,
        n % 2 == 0, decimal.Decimal(n * 101) / 100, decimal.Decimal(-n * 10**20 - 12345) / 10000,
        datetime.date(1969, 12, 25) + datetime.timedelta(days=n * 400),
        datetime.datetime(2001, 2, 3, 4, 5, 6, 789000, tzinfo=datetime.timezone.utc) + datetime.timedelta(hours=n),
        [f"t{k}" for k in range(n % 4)] + ([None] if n % 5 == 0 else []), [[n, n + 1], []] if n % 3 else [[None]],
        (f"p{n}" if n % 4 else None, n), {f"k{k}": k * n for k in range(n % 3)},
    )


def main(output):
    builder = SparkSession.builder.master("local[1]").config("spark.sql.session.timeZone", "UTC")
    spark = builder.config("spark.ui.enabled", "false").getOrCreate()
    frame = spark.createDataFrame([row(n) for n in range(60)], SCHEMA).coalesce(1)
    for name, options in NAMES.items():
        compression = options.pop("compression")
        sql = {key: value for key, value in options.items() if key.startswith("spark.")}
        hadoop = {key: value for key, value in options.items() if not key.startswith("spark.")}
        for key, value in sql.items():
            spark.conf.set(key, value)
        folder = os.path.join(output, name)
        writer = frame.write.mode("overwrite").option("compression", compression)
        for key, value in hadoop.items():
            writer = writer.option(key, value)
        writer.parquet(folder)
        for key in sql:
            spark.conf.unset(key)
        shutil.move(glob.glob(folder + "/*.parquet")[0], folder + ".parquet")
        shutil.rmtree(folder)
    json = frame.select(F.to_json(F.struct(*frame.columns), {"ignoreNullFields": "false"}))
    with open(os.path.join(output, "rows.jsonl"), "w") as file:
        file.writelines(line[0] + "\n" for line in json.collect())


main(*sys.argv[1:])
