"""Rows of quality rules: all of Gopher's, C4's and FineWeb's in one pass, beside datatrove's filters one behind the other."""
import json
import pathlib

from row import PEERS, PYTHON, QUERN, Row, plural, succeeds
from rows.json_csv import folder_in_memory

RECIPE = """name: filters
output: {folder}
steps:
  - name: judge
    read:
      sources: [{{name: it, paths: [{input}]}}]
      stages:
        - rules: {{sets: [{{gopherRepetition: {{}}}}, {{gopherQuality: {{}}}}, {{c4: {{}}}}, {{fineweb: {{}}}}]}}
"""
# Of the corpus; datatrove reads about half a megabyte a second.
BYTES = 40_000_000


def rows(corpora, work, threads):
    if threads > 1:
        return
    memory = folder_in_memory(work)
    part = memory / "docs_en_40mb.jsonl"
    folder, recipe, theirs = memory / "filters.quern", work / "filters.yaml", work / "datatrove_filters.jsonl"
    recipe.write_text(RECIPE.format(folder=json.dumps(str(folder)), input=json.dumps(str(part))))
    cut = f"head -c {BYTES} '{corpora}/docs_en.jsonl' | sed '$d' > '{part}'"
    if not part.exists():
        succeeds("sh", "-c", cut)
    yield Row(
        f"Gopher, C4 and FineWeb rules, docs_en, {plural(threads)}, datatrove", part,
        # The folder is named for the benchmark to remove it before each run.
        ["sh", "-c", '"$1" run "$2" --threads 1', "sh", QUERN, recipe, pathlib.Path(folder)],
        [PYTHON, PEERS / "datatrove_filters.py", part, theirs],
        lambda: succeeds(PYTHON, PEERS / "same_records.py", folder / "judge", theirs), threads)
