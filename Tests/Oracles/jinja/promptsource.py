"""Applies every promptsource template under a folder to made-up rows with Jinja2 3.1.6, one JSON object a line.

usage: promptsource.py FOLDER [--rows 4] [--seed 3] [--out FILE]

A case is {"name", "jinja", "answer_choices", "row"} and either "parts" (null where there is one part, which skips the
row) or "error". The shape of the rows is guessed from how each template uses its variables. `choice` and `random`
draw from Philox4x32-10 with key 0, as the engine under test does when it is given no other generator.
"""

import argparse
import collections
import glob
import json
import random
import sys

import jinja2
import jinja2.nodes as nodes
import yaml

PINNED = "3.1.6"
WORDS = ["The cat sat.", "yes", "no", "Where is it?", "Ünï", "a b c d e", "12", "2021-01-02", "", "line\nbreak", "x | y", "True"]


class Philox:
    def __init__(self):
        self.counter = 0
        self.words = []

    def next32(self):
        if not self.words:
            c = [self.counter & 0xFFFFFFFF, self.counter >> 32 & 0xFFFFFFFF, 0, 0]
            k = [0, 0]
            for _ in range(10):
                p0, p1 = c[0] * 0xD2511F53, c[2] * 0xCD9E8D57
                c = [(p1 >> 32) ^ c[1] ^ k[0], p1 & 0xFFFFFFFF, (p0 >> 32) ^ c[3] ^ k[1], p0 & 0xFFFFFFFF]
                k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
            self.words = c
            self.counter += 1
        return self.words.pop(0)

    def draw(self, seq):
        if not len(seq):
            raise IndexError("empty")
        low = self.next32()
        return seq[(low | self.next32() << 32) % len(seq)]


def most_frequent(items):
    if not items:
        return None
    counts = collections.Counter(items).most_common()
    return [item for item, count in counts if count == counts[0][1]]


def environment(philox):
    env = jinja2.Environment()
    env.filters["choice"] = philox.draw
    env.filters["random"] = lambda seq: philox.draw(seq) if len(seq) else env.undefined("empty")
    env.filters["most_frequent"] = most_frequent
    env.globals["zip"] = zip
    return env


class Shape:
    """How a template uses one value."""

    def __init__(self):
        self.keys = collections.OrderedDict()
        self.item = None
        self.is_number = False

    def key(self, name):
        return self.keys.setdefault(name, Shape())

    def element(self):
        self.item = self.item or Shape()
        return self.item

    def value(self, rng, depth=0):
        if depth > 6:
            return rng.choice(WORDS)
        if self.keys:
            return {k: s.value(rng, depth + 1) for k, s in self.keys.items()}
        if self.item:
            return [self.item.value(rng, depth + 1) for _ in range(rng.choice([1, 2, 3, 4, 5, 0]))]
        if self.is_number or rng.random() < 0.25:
            return rng.choice([0, 1, 2, 3, 0, 1, -1, 4])
        return rng.choice([rng.choice(WORDS), rng.choice(WORDS), 0.5, None, True, False])


class Reader:
    def __init__(self):
        self.root = Shape()
        self.aliases = {}

    def shape(self, node):
        if isinstance(node, nodes.Name):
            return self.aliases[node.name] if node.name in self.aliases else self.root.key(node.name)
        if isinstance(node, nodes.Getattr):
            owner = self.shape(node.node)
            return owner.key(node.attr) if owner and not hasattr(str, node.attr) and not hasattr(dict, node.attr) else None
        if isinstance(node, nodes.Getitem):
            owner = self.shape(node.node)
            if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                return owner.key(node.arg.value) if owner else None
            index = self.shape(node.arg)
            if index:
                index.is_number = True
            if isinstance(node.arg, nodes.Slice):
                return None
            return owner.element() if owner else None
        return None

    def read(self, node):
        if isinstance(node, nodes.For):
            shape = self.shape(node.iter)
            if shape and isinstance(node.target, nodes.Name):
                self.aliases[node.target.name] = shape.element()
        elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            shape = self.shape(node.node)
            self.aliases[node.target.name] = shape or Shape()
        elif isinstance(node, nodes.Filter) and node.name in ("join", "choice", "random", "most_frequent", "list", "map"):
            shape = self.shape(node.node) if node.node else None
            if shape:
                shape.element()
        elif isinstance(node, nodes.Compare):
            shape = self.shape(node.expr)
            if shape and any(isinstance(o.expr, nodes.Const) and isinstance(o.expr.value, int) for o in node.ops):
                shape.is_number = True
        self.shape(node)
        for child in node.iter_child_nodes():
            self.read(child)


def apply(template, row):
    def render(source, skip, **context):
        philox = Philox()
        for _ in range(2 * skip):
            philox.next32()
        return [p.strip() for p in environment(philox).from_string(source).render(**json.loads(json.dumps(row)), **context).split("|||")]

    choices = template.get("answer_choices")
    if choices is not None:
        return render(template["jinja"], 1, answer_choices=render(choices, 0))
    return render(template["jinja"], 0, answer_choices=None)


def cases(folder, rows, seed):
    yaml.SafeLoader.add_constructor("!Template", lambda l, n: l.construct_mapping(n, deep=True))
    yaml.SafeLoader.add_constructor("!TemplateMetadata", lambda l, n: l.construct_mapping(n, deep=True))
    for path in sorted(glob.glob(folder + "/**/*.yaml", recursive=True)):
        with open(path, encoding="utf-8") as file:
            collection = yaml.safe_load(file)
        for template in collection["templates"].values():
            reader = Reader()
            for source in (template.get("answer_choices") or "", template["jinja"]):
                try:
                    reader.read(environment(Philox()).parse(source))
                except jinja2.TemplateError:
                    pass
            reader.root.keys.pop("answer_choices", None)
            for name in ("range", "namespace", "zip", "dict", "loop"):
                reader.root.keys.pop(name, None)
            for index in range(rows):
                rng = random.Random(f"{seed}/{template['id']}/{index}")
                row = {k: s.value(rng) for k, s in reader.root.keys.items() if rng.random() < 0.97}
                case = {"name": template["name"], "jinja": template["jinja"], "answer_choices": template.get("answer_choices"), "row": row}
                try:
                    parts = apply(template, row)
                    case["parts"] = parts if len(parts) > 1 else None
                except Exception as error:
                    case["error"] = type(error).__name__
                yield case


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--rows", type=int, default=4)
    parser.add_argument("--seed", default="3")
    parser.add_argument("--out")
    arguments = parser.parse_args()
    if jinja2.__version__ != PINNED:
        sys.exit(f"jinja2 {PINNED} is needed, {jinja2.__version__} is installed")
    out = open(arguments.out, "w", encoding="utf-8") if arguments.out else sys.stdout
    for case in cases(arguments.folder, arguments.rows, arguments.seed):
        out.write(json.dumps(case, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
