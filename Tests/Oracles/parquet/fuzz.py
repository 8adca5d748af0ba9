#!/usr/bin/env python3
"""Random tables, written by pyarrow in every way it knows and read by quern: each value must come out as its type says.

    fuzz.py QUERN FOLDER --seed N --count TABLES

Prints nothing and exits 0 if all is well; names the first differences and exits 1 otherwise."""
import argparse
import base64
import datetime
import decimal
import json
import math
import pathlib
import random
import subprocess
import sys

import numpy
import pyarrow as pa
import pyarrow.parquet as pq

TEXTS = ["", "a", "Mühle", "日本語", "line\nbreak \"quoted\" \\", "x" * 300, "\U0001f600\u0001", "the mill"]
CODECS = ["none", "snappy", "gzip", "zstd", "lz4"]
UNITS = {"s": 10**9, "ms": 10**6, "us": 10**3, "ns": 1}


def scalar_type(draw):
    kinds = [
        pa.bool_(), pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64(),
        pa.float16(), pa.float32(), pa.float64(), pa.string(), pa.large_string(), pa.binary(), pa.binary(7), pa.date32(),
        pa.time32("ms"), pa.time64("us"), pa.time64("ns"), pa.timestamp("ms"), pa.timestamp("us", "UTC"),
        pa.timestamp("ns"), pa.timestamp("ns", "UTC"), pa.dictionary(pa.int32(), pa.string()),
        pa.decimal128(draw.randint(1, 38), 0), pa.decimal128(20, draw.randint(1, 20)), pa.decimal128(9, 3), pa.decimal256(60, 17),
    ]
    return draw.choice(kinds)


def any_type(draw, depth=0):
    kind = draw.random()
    if depth > 3 or kind < 0.6:
        return scalar_type(draw)
    if kind < 0.75:
        return pa.list_(any_type(draw, depth + 1))
    if kind < 0.9:
        fields = [pa.field(f"f{n}", any_type(draw, depth + 1), draw.random() < 0.8) for n in range(draw.randint(1, 3))]
        return pa.struct(fields)
    return pa.map_(draw.choice([pa.string(), pa.int32()]), any_type(draw, depth + 1))


def value(draw, kind, nullable=True):
    if nullable and draw.random() < 0.2:
        return None
    if pa.types.is_list(kind):
        return [value(draw, kind.value_type) for _ in range(draw.choice([0, 1, 2, 5]))]
    if pa.types.is_struct(kind):
        return {field.name: value(draw, field.type, field.nullable) for field in kind}
    if pa.types.is_map(kind):
        keys = draw.sample(TEXTS, draw.randint(0, 3)) if pa.types.is_string(kind.key_type) else draw.sample(range(9), 2)
        return [(key, value(draw, kind.item_type)) for key in keys]
    return scalar(draw, kind)


def scalar(draw, kind):
    t = pa.types
    if t.is_boolean(kind):
        return draw.random() < 0.5
    if t.is_integer(kind):
        low, high = (0, 2**kind.bit_width - 1) if t.is_unsigned_integer(kind) else (-(2**(kind.bit_width - 1)), 2**(kind.bit_width - 1) - 1)
        return draw.choice([low, high, draw.randint(low, high), min(draw.randint(0, 20), high)])
    if t.is_float16(kind):
        return numpy.float16(draw.choice([0.0, -1.5, 65504, 6e-8, math.inf, draw.uniform(-9, 9)]))
    if t.is_floating(kind):
        found = draw.choice([0.0, -0.0, 1e-300, 1e30, math.nan, -math.inf, draw.uniform(-1, 1), draw.gauss(0, 1e6)])
        return float(numpy.float32(found)) if t.is_float32(kind) and abs(found) < 1e38 else 1.5 if t.is_float32(kind) and found == found and abs(found) != math.inf else found
    if t.is_string(kind) or t.is_large_string(kind) or t.is_dictionary(kind):
        return draw.choice(TEXTS)
    if t.is_fixed_size_binary(kind):
        return draw.randbytes(kind.byte_width)
    if t.is_binary(kind):
        return draw.randbytes(draw.choice([0, 1, 2, 3, 40]))
    if t.is_date(kind):
        return datetime.date.fromordinal(draw.randint(1, 3_000_000))
    if t.is_time(kind):
        return draw.randrange(86_400 * 10**9 // UNITS[kind.unit])
    if t.is_timestamp(kind):
        # What nanoseconds can say, so that files with 96-bit times hold it, too.
        return draw.randint(-9 * 10**18, 9 * 10**18) // UNITS[kind.unit]
    if t.is_decimal(kind):
        digits = draw.randint(0, 10**draw.randint(1, kind.precision) - 1)
        return decimal.Decimal((draw.choice([0, 1]), tuple(map(int, str(digits))), -kind.scale))
    raise ValueError(kind)


def clock(nanoseconds):
    seconds, rest = divmod(nanoseconds, 10**9)
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return text + ("." + f"{rest:09}".rstrip("0") if rest else "")


def expected(kind, found):
    """What JSON must say, or a function that judges it."""
    t = pa.types
    if found is None:
        return None
    if t.is_list(kind):
        return [expected(kind.value_type, one) for one in found]
    if t.is_struct(kind):
        return {field.name: expected(field.type, found[field.name]) for field in kind}
    if t.is_map(kind):
        return {str(key): expected(kind.item_type, one) for key, one in found}
    if t.is_floating(kind):
        found = float(found)
        return None if math.isnan(found) or math.isinf(found) else Number(found, kind)
    if t.is_decimal(kind):
        return Exact(found)
    if t.is_binary(kind) or t.is_fixed_size_binary(kind):
        return base64.b64encode(found).decode()
    if t.is_date(kind):
        return found.isoformat()
    if t.is_time(kind):
        return clock(found * UNITS[kind.unit])
    if t.is_timestamp(kind):
        days, rest = divmod(found * UNITS[kind.unit], 86_400 * 10**9)
        day = datetime.date.fromordinal(days + 719_163).isoformat()
        return f"{day}T{clock(rest)}" + ("Z" if kind.tz else "")
    return found


class Number:
    def __init__(self, value, kind):
        self.value = value
        self.round = {16: numpy.float16, 32: numpy.float32, 64: float}[kind.bit_width]

    def __eq__(self, other):
        return isinstance(other, decimal.Decimal | int) and not isinstance(other, bool) and self.round(str(other)) == self.value

    def __repr__(self):
        return repr(self.value)


class Exact:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return isinstance(other, decimal.Decimal | int) and other == self.value

    def __repr__(self):
        return str(self.value)


def array(kind, values):
    t = pa.types
    if t.is_time(kind) or t.is_timestamp(kind):
        width = pa.int32() if t.is_time32(kind) else pa.int64()
        return pa.array(values, width).view(kind) if not isinstance(values, pa.Array) else values
    if t.is_list(kind) or t.is_struct(kind) or t.is_map(kind):
        return nested(kind, values)
    if t.is_dictionary(kind):
        return pa.array(values, pa.string()).dictionary_encode()
    return pa.array(values, kind)


def nested(kind, values):
    """pyarrow makes no times of integers within lists: built from the parts."""
    t = pa.types
    mask = pa.array([one is None for one in values], pa.bool_())
    if t.is_struct(kind):
        children = [array(field.type, [None if one is None else one[field.name] for one in values])
                    if field.nullable else array(field.type, [filler(field.type) if one is None else one[field.name] for one in values])
                    for field in kind]
        return pa.StructArray.from_arrays(children, fields=list(kind), mask=mask)
    flat, offsets = [], [0]
    for one in values:
        flat.extend(one or [])
        offsets.append(len(flat))
    if t.is_list(kind):
        return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), array(kind.value_type, flat), kind, mask=mask)
    keys = array(kind.key_type, [key for key, _ in flat])
    items = array(kind.item_type, [item for _, item in flat])
    return pa.MapArray.from_arrays(pa.array(offsets, pa.int32()), keys, items, kind, mask=mask)


def filler(kind):
    return value(random.Random(0), kind, nullable=False)


def encodings(draw, table):
    """An encoding for some columns whose type has it."""
    found = {}
    for field in table.schema:
        t = pa.types
        choices = ["PLAIN"]
        if field.type in (pa.int32(), pa.int64()):
            choices += ["DELTA_BINARY_PACKED", "BYTE_STREAM_SPLIT"]
        elif t.is_string(field.type) or field.type == pa.binary():
            choices += ["DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"]
        elif t.is_float32(field.type) or t.is_float64(field.type) or field.type == pa.binary(7):
            choices += ["BYTE_STREAM_SPLIT"]
        elif t.is_boolean(field.type):
            choices += ["RLE"]
        found[field.name] = draw.choice(choices)
    return {name: one for name, one in found.items() if not pa.types.is_nested(table.schema.field(name).type) and not pa.types.is_dictionary(table.schema.field(name).type)}


def write(draw, path):
    rows = draw.choice([0, 1, 3, 20, 20, 100, 1000 if draw.random() < 0.1 else 50])
    kinds = [any_type(draw) for _ in range(draw.randint(1, 4))]
    fields = [pa.field("text", pa.string())] + [pa.field(f"c{n}", kind, draw.random() < 0.8) for n, kind in enumerate(kinds)]
    columns = [[value(draw, field.type, field.nullable) for _ in range(rows)] for field in fields]
    table = pa.table([array(field.type, column) for field, column in zip(fields, columns)], schema=pa.schema(fields))
    dictionary = draw.random() < 0.5
    # Times of 96 bits have no zone.
    int96 = draw.random() < 0.3 and not any("UTC" in str(kind) for kind in kinds)
    pq.write_table(
        table, path, version=draw.choice(["1.0", "2.4", "2.6"]) if not any("ns" in str(kind) for kind in kinds) else "2.6",
        data_page_version=draw.choice(["1.0", "2.0"]), compression=draw.choice(CODECS), use_dictionary=dictionary,
        column_encoding=None if dictionary else encodings(draw, table), row_group_size=draw.choice([1, 7, 1000, 10**6]),
        data_page_size=draw.choice([10, 200, 10**6]), write_batch_size=draw.choice([1, 5, 1024]),
        write_page_checksum=draw.random() < 0.5, store_decimal_as_integer=draw.random() < 0.5,
        dictionary_pagesize_limit=draw.choice([20, 10**6]), write_statistics=draw.random() < 0.5,
        use_deprecated_int96_timestamps=int96)
    return fields, columns, rows


def expected_rows(fields, columns, rows):
    for row in range(rows):
        record = {field.name: expected(field.type, column[row]) for field, column in zip(fields, columns)}
        if not record["text"]:
            del record["text"]
        yield record


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("quern")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=500)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    files = options.folder / "tables"
    files.mkdir()
    wanted = []
    for number in range(options.count):
        name = f"{number:06}.parquet"
        wanted += [(name, row) for row in expected_rows(*write(draw, files / name))]
    output = options.folder / "out.jsonl"
    done = subprocess.run([options.quern, "convert", files, "-o", output], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"quern: {done.stderr[:2000]}")
    lines = output.read_bytes().split(b"\n")[:-1]
    if len(lines) != len(wanted):
        sys.exit(f"{len(lines)} records instead of {len(wanted)}")
    faults = 0
    for (name, row), line in zip(wanted, lines):
        found = json.loads(line, parse_float=decimal.Decimal)
        del found["source"], found["id"]
        if row != found:
            faults += 1
            print(f"{name}: {found}\n  instead of {row}")
            if faults == 5:
                break
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
