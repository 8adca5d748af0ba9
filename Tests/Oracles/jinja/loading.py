"""Writes templates that include, import and extend each other, and what Jinja2 3.1.6 makes of them, one JSON object a line.

usage: loading.py [--count 1500] [--seed 4] [--out FILE]

A case is {"source", "templates", "context", "options"} and either "output" or "error", as those of generate.py.
"""

import argparse
import json
import random
import re
import sys

import jinja2

PINNED = "3.1.6"


class Grammar:
    """Small templates over few names, so that they meet."""

    def __init__(self, rng, names):
        self.rng = rng
        self.names = names

    def value(self):
        r = self.rng
        return r.choice(["a", "b", "c", "m()", "m(a)", "m2(b)", "mod.m(1)", "mod.a", "mod.b", "mod", "x", "'t'", "1", "self.one()", "super()", "loop.index", "caller()", "loop.last",
                         "super.super()", "missing", "n.v", "mod.m", "mod.missing"])

    def template(self):
        return repr(self.rng.choice(self.names))

    def body(self, depth):
        return "".join(self.statement(depth - 1) for _ in range(self.rng.randrange(1, 4)))

    def statement(self, depth):
        r = self.rng
        if depth <= 0 or r.random() < 0.25:
            return r.choice(["{{ %s }}" % self.value(), "[%s]" % r.choice("pqrs"), "{{ a }}{{ b }}"])
        name = r.choice(["a", "b", "c", "_h"])
        return r.choice([
            lambda: "{%% set %s = %s %%}" % (name, self.value()),
            lambda: "{%% set %s %%}%s{%% endset %%}" % (name, self.body(depth)),
            lambda: "{%% macro %s(%s) %%}%s{%% endmacro %%}" % (r.choice(["m", "m2"]), r.choice(["", "a", "a, b=2"]), self.body(depth)),
            lambda: "{%% include %s%s%s %%}" % (r.choice([self.template(), self.template(), "[%s, %s]" % (self.template(), self.template()), "'nowhere'", "a"]),
                                              r.choice(["", " ignore missing"]), r.choice(["", "", " with context", " without context"])),
            lambda: "{%% import %s as mod%s %%}" % (self.template(), r.choice(["", " with context"])),
            lambda: "{%% from %s import %s%s %%}" % (self.template(), r.choice(["m", "m as m2", "a, m", "b as a", "m, m2", "_h"]), r.choice(["", " with context", " without context"])),
            lambda: "{%% block %s%s %%}%s{%% endblock %%}" % (r.choice(["one", "two", "three"]), r.choice(["", "", " scoped"]), self.body(depth)),
            lambda: "{%% for x in [1, 2]%s %%}%s{%% endfor %%}" % (r.choice(["", " if x != a", " if x > 1"]), self.body(depth)),
            lambda: "{%% for x in [1, [2]] recursive %%}{{ loop(x) if x is iterable else x }}%s{%% endfor %%}" % self.body(depth),
            lambda: "{%% if %s %%}%s{%% else %%}%s{%% endif %%}" % (self.value(), self.body(depth), self.body(depth)),
            lambda: "{%% with a = %s %%}%s{%% endwith %%}" % (self.value(), self.body(depth)),
            lambda: "{%% call m(%s) %%}%s{%% endcall %%}" % (r.choice(["", "1"]), self.body(depth)),
            lambda: "{%% set n = namespace(v=%s) %%}{%% set n.v = %s %%}" % (self.value(), self.value()),
            lambda: "{%% filter upper %%}%s{%% endfilter %%}" % self.body(depth),
            lambda: "{% block req required %}{% endblock %}" if r.random() < 0.2 else "",
        ])()

    def source(self, parents):
        r = self.rng
        text = "".join(self.statement(3) for _ in range(r.randrange(1, 5)))
        if parents and r.random() < 0.4:
            text = r.choice(["", "before", "{% set a = 5 %}"]) + "{%% extends %s %%}" % repr(r.choice(parents)) + text
        return text


def cases(count, seed):
    made, index = 0, 0
    while made < count:
        rng = random.Random(f"{seed}/{index}")
        index += 1
        templates, names = {}, []
        for name in ["base", "mid", "lib", "leaf"]:
            templates[name] = Grammar(rng, names or ["nowhere"]).source(names)
            names.append(name)
        case = {"source": Grammar(rng, names).source(names), "templates": templates, "context": {"a": 1, "b": "B", "x": [1]},
                "options": {"trim_blocks": False, "undefined": rng.choice(["lenient", "lenient", "strict"]), "autoescape": rng.random() < 0.1}}
        options = case["options"]
        environment = jinja2.Environment(loader=jinja2.DictLoader(templates), autoescape=options["autoescape"],
                                         undefined=jinja2.StrictUndefined if options["undefined"] == "strict" else jinja2.Undefined)
        try:
            case["output"] = environment.from_string(case["source"]).render(case["context"])
        except Exception as error:
            case["error"] = type(error).__name__
            # Most fail somewhere; keep errors from drowning the rest.
            if rng.random() < 0.8:
                continue
        if re.search(r" at 0x|0X[0-9A-F]{6}|<TemplateModule|<Macro|bound method|<TEMPLATEMODULE", case.get("output", "")) or len(case.get("output", "")) > 20000:
            continue
        made += 1
        yield case


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1500)
    parser.add_argument("--seed", default="4")
    parser.add_argument("--out")
    arguments = parser.parse_args()
    if jinja2.__version__ != PINNED:
        sys.exit(f"jinja2 {PINNED} is needed, {jinja2.__version__} is installed")
    out = open(arguments.out, "w", encoding="utf-8") if arguments.out else sys.stdout
    for case in cases(arguments.count, arguments.seed):
        out.write(json.dumps(case, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
