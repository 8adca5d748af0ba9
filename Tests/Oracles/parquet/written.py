#!/usr/bin/env python3
"""Random records, written as Parquet by quern and read by pyarrow, DuckDB, polars and datasets: every value must come back.

    written.py QUERN FOLDER --seed N --count TABLES

Prints nothing and exits 0 if all is well. All tables are read by pyarrow, and some by the others."""
import argparse
import json
import pathlib
import random
import subprocess
import sys

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

NAMES = ["label", "tags", "meta", "score", "größe", "a b", "x.y", "n"]
TEXTS = ["", "a", "Mühle", "日本語", "line\nbreak \"quoted\" \\", "x" * 300, "\U0001f600\u0001", "\u0000"]


def shape(draw, depth=0):
    """What the values of a member are like: a function that draws one."""
    kind = draw.random()
    if kind < 0.5 or depth > 3:
        return draw.choice([
            lambda: draw.choice(TEXTS), lambda: draw.random() < 0.5, lambda: draw.randint(-9, 9),
            lambda: draw.randint(-(2**63), 2**63 - 1), lambda: draw.gauss(0, 1e9), lambda: draw.choice([1, 2.5]),
            lambda: None, lambda: draw.choice([1, "a", None, [2]]), lambda: draw.choice([2**64, 1]), lambda: f"text {draw.randint(0, 10**6)}"])
    if kind < 0.75:
        element = shape(draw, depth + 1)
        return lambda: [maybe(draw, element) for _ in range(draw.choice([0, 1, 2, 5]))]
    members = {name: shape(draw, depth + 1) for name in draw.sample(NAMES, draw.randint(0, 3))}
    return lambda: {name: maybe(draw, one) for name, one in members.items() if draw.random() < 0.8}


def maybe(draw, value):
    return None if draw.random() < 0.15 else value()


def records(draw):
    members = {name: shape(draw) for name in draw.sample(NAMES, draw.randint(0, 5))}
    for number in range(draw.choice([0, 1, 3, 20, 50, 400 if draw.random() < 0.1 else 9])):
        record = {"id": f"r{number}", "text": draw.choice(TEXTS), "source": "here"}
        yield record | {name: maybe(draw, one) for name, one in members.items() if draw.random() < 0.9}


def stripped(value):
    """Without what Parquet cannot tell from null."""
    if isinstance(value, dict):
        return {name: one for name, one in ((name, stripped(one)) for name, one in value.items()) if one not in (None, {})}
    return [stripped(one) for one in value] if isinstance(value, list) else value


def plain(value, kind):
    """A value as pyarrow has it, with JSON text as what it says."""
    if value is None:
        return None
    if isinstance(kind, pa.BaseExtensionType):
        return json.loads(value)
    if pa.types.is_list(kind):
        return [plain(one, kind.value_type) for one in value]
    if pa.types.is_struct(kind):
        return {field.name: plain(value[field.name], field.type) for field in kind}
    return value


def rows(table):
    kinds = {field.name: field.type for field in table.schema}
    for row in table.to_pylist():
        row = {name: plain(one, kinds[name]) for name, one in row.items()}
        row |= row.pop("rest", None) or {}
        yield stripped(row)


def others(path, count):
    """The other readers must be able to read it, whatever they make of it."""
    import datasets
    import polars

    assert duckdb.sql(f"select count(*) from (select * from '{path}')").fetchall() == [(count,)]
    assert polars.read_parquet(path).height == count
    datasets.disable_progress_bars()
    found = datasets.Dataset.from_parquet(str(path), cache_dir=str(path.parent / "cache"))
    assert len(found) == count


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("quern")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=100)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    for number in range(options.count):
        wanted = list(records(draw))
        source, target, back = (options.folder / name for name in ["in.jsonl", f"{number % 50}.parquet", "back.jsonl"])
        source.write_text("".join(json.dumps(record) + "\n" for record in wanted))
        for arguments in [(source, target), (target, back)]:
            done = subprocess.run([options.quern, "convert", arguments[0], "-o", arguments[1]], capture_output=True, text=True)
            if done.returncode:
                sys.exit(f"table {number}: {done.stderr[:2000]}")
        expected = [stripped(record) for record in wanted]
        for found in [list(rows(pq.read_table(target))), [stripped(json.loads(line)) for line in back.open()]]:
            for record in found + expected:
                record["text"] = record.get("text", "")
            for one, other in zip(found, expected, strict=True):
                if one != other:
                    sys.exit(f"table {number}: {one}\n  instead of {other}")
        if number % 100 == 0 and wanted:
            others(target, len(wanted))


if __name__ == "__main__":
    main()
