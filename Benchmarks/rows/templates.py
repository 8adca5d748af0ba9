"""Rows of the Jinja engine: the lines of `quern template eval`, JSON in and JSON out, beside Jinja2 and minijinja.

Every template comes many times and is compiled once by all of them. Tests/Oracles/jinja/rows.jsonl holds the rows."""
from row import PEERS, PYTHON, QUERN, HERE, Row, plural, succeeds


def rows(corpora, work, threads):
    if threads > 1:
        return
    for kind in ["prompts", "chat"]:
        lines = work / f"template_{kind}.jsonl"
        needs = (lines, [PYTHON, PEERS / "template_lines.py", kind, HERE.parent, lines])
        for peer in ["jinja2", "minijinja"]:
            ours, theirs = work / f"template_{kind}.quern.out", work / f"template_{kind}.peer.out"
            yield Row(
                f"render {kind}, {plural(threads)}, {peer}", lines, [QUERN, "template", "eval", lines, "-o", ours],
                [PYTHON, PEERS / f"{peer}_render.py", lines, theirs], lambda ours=ours, theirs=theirs: succeeds("cmp", "-s", ours, theirs),
                threads, needs)
