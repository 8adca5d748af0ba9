"""Writes templates, contexts and what Jinja2 3.1.6 makes of them, one JSON object a line.

usage: generate.py --count 20000 --seed 7 [--out FILE]

A grammar produces the templates from a seed, so the same arguments give the same cases. A case is
{"source", "context", "options"} and either "output" or "error" (the name of Python's exception: only that it
failed is compared). Contexts are JSON. Cases whose answer holds an address or a number beyond 64 bits are left out.
"""

import argparse
import json
import random
import re
import signal
import sys

import jinja2

PINNED = "3.1.6"
NAMES = ["a", "b", "n", "s", "t", "xs", "ys", "d", "rows", "f", "flag", "nothing", "missing", "empty"]
FILTERS0 = [
    "upper", "lower", "capitalize", "title", "trim", "string", "wordcount", "escape", "e", "forceescape", "safe",
    "striptags", "abs", "round", "int", "float", "length", "count", "first", "last", "list", "reverse", "join", "sort",
    "dictsort", "unique", "min", "max", "sum", "tojson", "items", "default", "urlencode", "filesizeformat", "center",
]
TESTS0 = [
    "defined", "undefined", "none", "boolean", "true", "false", "integer", "float", "string", "mapping", "number",
    "sequence", "iterable", "callable", "escaped", "odd", "even", "lower", "upper",
]
METHODS0 = [
    "upper", "lower", "strip", "lstrip", "rstrip", "title", "capitalize", "swapcase", "casefold", "split", "rsplit",
    "splitlines", "isalpha", "isdigit", "isspace", "isupper", "islower", "isalnum", "isnumeric", "isdecimal", "istitle",
    "isidentifier", "isascii", "isprintable", "keys", "values", "items", "copy", "pop", "reverse", "clear",
]


class Grammar:
    def __init__(self, rng):
        self.rng = rng
        self.macros = []
        self.loops = 0

    def pick(self, *options):
        return self.rng.choice(options)

    def name(self):
        return self.rng.choice(NAMES)

    def literal(self):
        r = self.rng
        return r.choice([
            lambda: str(r.choice([0, 1, 2, 3, 7, 10, 42, 255, 1000000])),
            lambda: r.choice(["0.5", "1.0", "2.5", "3.14159", "1e3", "1e-7", "1e16", "123456789.125", "0.1"]),
            lambda: r.choice(["'x'", '"y z"', "'a,b,c'", "'Hello World'", "''", "'é中'", r"'a\nb'", r"'\x41\u00e9'",
                              "'  pad '", "'ABC def'", "'12'", "'3.5'", "'<b>&'", '"it\'s"', "'ǅ straße ΑΣ'", "'a|||b'"]),
            lambda: r.choice(["true", "false", "none", "True", "None"]),
            lambda: "[" + ", ".join(self.expr(1) for _ in range(r.randrange(4))) + "]",
            lambda: "(" + ", ".join(self.expr(1) for _ in range(r.choice([0, 2, 3]))) + ")",
            lambda: "(" + self.expr(1) + ",)",
            lambda: "{" + ", ".join(r.choice(["'k'", "'j'", "1", "'z'", "none", "2.0"]) + ": " + self.expr(1)
                                    for _ in range(r.randrange(3))) + "}",
        ])()

    def args(self, depth, most=2):
        return ", ".join(self.expr(depth - 1) for _ in range(self.rng.randrange(most + 1)))

    def filter(self, depth):
        r = self.rng
        e = lambda: self.expr(depth - 1)
        if r.random() < 0.55:
            return r.choice(FILTERS0)
        return r.choice([
            lambda: f"replace({e()}, {e()})", lambda: f"replace('a', 'bb', {r.randrange(3)})",
            lambda: f"join({r.choice([repr(', '), repr('-'), e()])})", lambda: f"default({e()}, true)",
            lambda: f"default({e()})", lambda: f"d({e()})", lambda: f"round({r.randrange(-2, 5)})",
            lambda: f"round({r.randrange(3)}, '{r.choice(['ceil', 'floor', 'common', 'x'])}')",
            lambda: f"map('{r.choice(['upper', 'length', 'string', 'abs', 'int', 'nope'])}') | list",
            lambda: f"map(attribute='{r.choice(['k', 'v', 'v.0', 'nope', '0'])}') | list",
            lambda: f"map(attribute='k', default={e()}) | list",
            lambda: f"{r.choice(['select', 'reject'])}('{r.choice(TESTS0)}') | list",
            lambda: f"{r.choice(['select', 'reject'])} | list",
            lambda: f"{r.choice(['selectattr', 'rejectattr'])}('{r.choice(['k', 'v'])}') | list",
            lambda: f"{r.choice(['selectattr', 'rejectattr'])}('{r.choice(['k', 'v'])}', "
                    f"'{r.choice(['equalto', 'gt', '==', '!=', 'in', 'lt'])}', {e()}) | list",
            lambda: f"sort(reverse={r.choice(['true', 'false'])})", lambda: "sort(attribute='k')",
            lambda: "sort(case_sensitive=true)", lambda: f"sort(false, true, 'v')", lambda: "unique | list",
            lambda: "unique(case_sensitive=true) | join(',')", lambda: "unique(attribute='k') | list",
            lambda: "groupby('k')", lambda: "groupby('k') | map(attribute='list') | list",
            lambda: f"batch({r.randrange(1, 4)}) | list", lambda: f"batch(2, {e()}) | list",
            lambda: f"slice({r.randrange(1, 4)}) | list", lambda: f"slice(2, {e()}) | list",
            lambda: f"truncate({r.randrange(12)})", lambda: f"truncate({r.randrange(3, 12)}, true, '…', 0)",
            lambda: f"indent({r.randrange(5)})", lambda: "indent(2, true, true)", lambda: f"center({r.randrange(12)})",
            lambda: f"int({e()})", lambda: "int(0, 16)", lambda: f"float({e()})", lambda: f"trim({e()})",
            lambda: f"format({self.args(depth)})", lambda: f"sum(start={e()})", lambda: "sum(attribute='v')",
            lambda: "min(attribute='k')", lambda: "max(case_sensitive=true)", lambda: "dictsort(by='value')",
            lambda: "dictsort(reverse=true)", lambda: f"attr('{r.choice(['k', 'upper', 'nope'])}')",
            lambda: f"tojson({r.choice(['2', 'indent=1', ''])})", lambda: "items | list", lambda: "xmlattr",
            lambda: f"nosuchfilter", lambda: f"first({e()})",
        ])()

    def test(self, depth):
        r = self.rng
        if r.random() < 0.6:
            return r.choice(TESTS0)
        return r.choice([
            f"divisibleby {r.randrange(4)}", f"divisibleby({self.expr(depth - 1)})", f"sameas({self.expr(depth - 1)})",
            f"in({self.expr(depth - 1)})", f"equalto {self.literal()}", f"eq({self.expr(depth - 1)})",
            f"gt({self.expr(depth - 1)})", f"ne {self.literal()}", f"le 3", "filter", "test", "nosuchtest",
        ])

    def method(self, depth):
        r = self.rng
        e = lambda: self.expr(depth - 1)
        if r.random() < 0.5:
            return r.choice(METHODS0) + "()"
        return r.choice([
            f"split({e()})", "split(',')", f"split(' ', {r.randrange(-1, 3)})", f"rsplit(None, {r.randrange(3)})",
            f"replace({e()}, {e()})", "replace('a', '')", f"replace('', '-', {r.randrange(4)})", f"join({e()})",
            f"startswith({e()})", "endswith(('d', 'c'))", f"find({e()})", f"find('a', {r.randrange(-3, 4)})",
            f"rfind('b')", f"index({e()})", f"count({e()})", f"strip({e()})", "strip('ab ')", f"zfill({r.randrange(8)})",
            f"center({r.randrange(9)}, '*')", f"ljust({r.randrange(9)})", f"rjust({r.randrange(9)}, '.')",
            "partition(',')", "rpartition(' ')", "removeprefix('a')", "removesuffix('d')", f"get({e()})",
            f"get('k', {e()})", f"append({e()})", f"extend({e()})", f"insert({r.randrange(-2, 3)}, {e()})",
            f"pop({r.randrange(-2, 3)})", f"remove({e()})", f"update({e()})", f"update(q={e()})",
            f"setdefault('k', {e()})", f"format({self.args(depth)})", "expandtabs(4)", "splitlines(true)",
        ])

    def expr(self, depth=3):
        r = self.rng
        if depth <= 0 or r.random() < 0.2:
            return r.choice([self.name, self.name, self.literal])()
        e = lambda: self.expr(depth - 1)
        return r.choice([
            lambda: f"{e()} {r.choice(['+', '-', '*', '/', '//', '%'])} {e()}", lambda: f"{e()} ~ {e()}",
            lambda: f"{e()} ** {r.choice(['2', '0', '3', '-1', '0.5', e()])}",
            lambda: f"{e()} {r.choice(['==', '!=', '<', '>', '<=', '>='])} {e()}",
            lambda: f"{e()} < {e()} <= {e()}", lambda: f"{e()} {r.choice(['in', 'not in'])} {e()}",
            lambda: f"{e()} {r.choice(['and', 'or'])} {e()}", lambda: f"not {e()}", lambda: f"-{e()}", lambda: f"+{e()}",
            lambda: f"({e()})", lambda: f"{e()} if {e()} else {e()}", lambda: f"{e()} if {e()}",
            lambda: f"{e()} | {self.filter(depth)}", lambda: f"{e()} | {self.filter(depth)}",
            lambda: f"({e()}) | {self.filter(depth)}", lambda: f"{self.name()} | {self.filter(depth)}",
            lambda: f"{e()} is {r.choice(['', 'not '])}{self.test(depth)}",
            lambda: f"{self.name()}.{r.choice(['k', 'v', 'nope', '0', '1', 'z'])}",
            lambda: f"{self.name()}[{e()}]", lambda: f"{e()}[{r.choice(['0', '-1', '1', repr('k'), 'n'])}]",
            lambda: f"{self.name()}[{r.choice(['', '1', '-2', 'n'])}:{r.choice(['', '2', '-1', '9'])}]",
            lambda: f"{self.name()}[{r.choice(['', '3', '-1'])}:{r.choice(['', '0', '5'])}:{r.choice(['1', '2', '-1', '-2'])}]",
            lambda: f"{self.name()}.{self.method(depth)}", lambda: f"({e()}).{self.method(depth)}",
            lambda: f"range({r.randrange(6)}) | {r.choice(['list', 'sum', 'first', 'join'])}",
            lambda: f"range({r.randrange(-3, 3)}, {r.randrange(8)}, {r.choice([1, 2, -1])})",
            lambda: f"dict({r.choice(['', 'k=' + e(), e()])})", lambda: f"'%s-%s' % ({e()}, {e()})",
            lambda: f"'%{r.choice(['d', '5d', '-5d|', '05d', 'x', '.2f', '8.3f', 'e', 'g', 's', 'r', '10s', '.1s'])}' % {e()}",
            lambda: f"'{{:{r.choice(['>6', '<6', '^7', '05d', ',', '.2f', 'x', '+', 's', '.3', '*^9'])}}}'.format({e()})",
            lambda: f"{r.choice(self.macros)}({self.args(depth)})" if self.macros else e(),
            lambda: f"loop.{r.choice(['index', 'index0', 'first', 'last', 'length', 'revindex', 'revindex0', 'previtem', 'nextitem', 'depth', 'nope'])}",
            lambda: f"loop.{r.choice(['cycle(1, 2)', 'changed(' + self.name() + ')'])}" if self.loops else e(),
        ])()

    def text(self):
        return self.rng.choice(["", " ", "\n", "text ", "a\nb", "  \n  ", "é", "{ ", "} ", "x\n\n", "\t", "\r\n", "%}", "-"])

    def tag(self, inner):
        r = self.rng
        left = r.choice(["{%", "{%", "{%", "{%-", "{%+"])
        right = r.choice(["%}", "%}", "%}", "-%}", "+%}"])
        return f"{left} {inner} {right}"

    def body(self, depth, most=3):
        return "".join(self.text() + self.statement(depth - 1) for _ in range(self.rng.randrange(most + 1))) + self.text()

    def statement(self, depth=3):
        r = self.rng
        if depth <= 0 or r.random() < 0.45:
            return r.choice(["{{ %s }}", "{{ %s }}", "{{- %s -}}", "{{ %s -}}"]) % self.expr(3)
        return r.choice([
            self.set_tag, self.set_tag, self.if_tag, self.if_tag, self.for_tag, self.for_tag, self.macro_tag,
            self.call_tag, self.filter_tag, self.with_tag, self.set_block, self.namespace_tag, self.raw_tag,
            self.comment_tag, self.autoescape_tag, self.block_tag, self.recursive_tag, self.do_tag,
        ])(depth)

    def set_tag(self, depth):
        r = self.rng
        if r.random() < 0.15:
            return self.tag(f"set {self.name()}, {self.name()} = {self.expr(2)}, {self.expr(2)}")
        return self.tag(f"set {self.name()} = {self.expr(2)}")

    def if_tag(self, depth):
        out = self.tag(f"if {self.expr(2)}") + self.body(depth)
        if self.rng.random() < 0.3:
            out += self.tag(f"elif {self.expr(2)}") + self.body(depth)
        if self.rng.random() < 0.5:
            out += self.tag("else") + self.body(depth)
        return out + self.tag("endif")

    def for_tag(self, depth):
        r = self.rng
        target = r.choice(["x", "x", "a", "k, v", "n"])
        iterable = r.choice(["xs", "ys", "rows", "d", "d.items()", "range(3)", "s", self.expr(2), "missing", "rows | sort(attribute='k')"])
        if target == "k, v":
            iterable = r.choice(["d.items()", "[(1, 2), (3, 4)]", "rows", "d | dictsort", "d | items"])
        head = f"for {target} in {iterable}"
        if r.random() < 0.25:
            head += f" if {r.choice(['x', 'x is defined', self.expr(2)])}"
        self.loops += 1
        body = self.body(depth)
        if r.random() < 0.2:
            body += self.tag("if " + self.expr(1)) + self.tag(r.choice(["break", "continue"])) + self.tag("endif") + self.text()
        self.loops -= 1
        out = self.tag(head) + "{{ " + r.choice(["x", "loop.index", "loop.last", target, "a"]) + " }}" + body
        if r.random() < 0.25:
            out += self.tag("else") + self.body(depth)
        return out + self.tag("endfor")

    def recursive_tag(self, depth):
        return ("{% for x in [1, [2, [3]], [4]] recursive %}{{ loop.depth }}:{% if x is iterable %}"
                + "[{{ loop(x) }}]" + "{% else %}{{ x }}{{ loop.index }}" + self.body(1) + "{% endif %}{% endfor %}")

    def macro_tag(self, depth):
        r = self.rng
        name = r.choice(["m", "m2"])
        params = r.choice(["", "a", "a, b", "a, b=1", "a=xs, b=a", "n='x'"])
        body = self.body(depth) + r.choice(["", "{{ varargs }}", "{{ kwargs }}", "{{ caller() }}", "{{ a }}-{{ b }}"])
        out = self.tag(f"macro {name}({params})") + body + self.tag("endmacro")
        self.macros.append(name)
        return out + "{{ %s(%s) }}" % (name, self.args(2))

    def call_tag(self, depth):
        name = self.rng.choice(self.macros) if self.macros else "nomacro"
        head = self.rng.choice(["call ", "call(x) ", "call(x=1, y=2) "])
        return self.tag(f"{head}{name}({self.args(1)})") + self.body(depth, 1) + self.tag("endcall")

    def filter_tag(self, depth):
        f = self.rng.choice(["upper", "trim", "replace('a', 'b')", "title | reverse", "escape", "indent(2)", "length"])
        return self.tag(f"filter {f}") + self.body(depth) + self.tag("endfilter")

    def with_tag(self, depth):
        head = self.rng.choice(["with", f"with a = {self.expr(1)}", f"with a = 1, b = a", f"with n = {self.expr(2)}"])
        return self.tag(head) + self.body(depth) + self.tag("endwith")

    def set_block(self, depth):
        f = self.rng.choice(["", "", " | upper", " | trim | length"])
        return self.tag(f"set {self.name()}{f}") + self.body(depth, 2) + self.tag("endset")

    def namespace_tag(self, depth):
        return ("{% set ns = namespace(q=" + self.expr(1) + ") %}{% for x in xs %}{% set ns.q = " + self.expr(2)
                + " %}{% endfor %}{{ ns.q }}{{ ns }}")

    def raw_tag(self, depth):
        return self.tag("raw") + self.rng.choice(["{{ x }}", " {% if %} ", "\n{# c #}\n", ""]) + self.tag("endraw")

    def comment_tag(self, depth):
        return self.rng.choice(["{# c #}", "{#- c -#}", "{# a\nb #}\n", "{#+ x +#}", "  {# {{ x }} #}"])

    def autoescape_tag(self, depth):
        return self.tag(f"autoescape {self.rng.choice(['true', 'false', 'flag'])}") + self.body(depth) + self.tag("endautoescape")

    def block_tag(self, depth):
        name = "b%d" % self.rng.randrange(10 ** 6)
        return self.tag(f"block {name}{self.rng.choice(['', ' scoped'])}") + self.body(depth) + self.tag("endblock")

    def do_tag(self, depth):
        return self.tag(f"do {self.rng.choice(['xs', 'ys', 'd', 's'])}.{self.method(1)}")

    def template(self):
        self.macros = []
        self.loops = 0
        return "".join(self.text() + self.statement(self.rng.randrange(4)) for _ in range(self.rng.randrange(1, 4))) + self.text()


def context(rng):
    words = ["alpha", "Beta", "gamma ray", "a,b", "", "Ünïcödé", "x<y>&'\"", "42", " 7 ", "-3.5", "中文字", "line\nbreak", "ß"]
    number = lambda: rng.choice([0, 1, -1, 2, 5, 10, 99, -7, 12345])
    real = lambda: rng.choice([0.0, 0.5, -1.25, 2.675, 1e20, 1e-5, 3.0, 0.1, 99999.5])
    value = lambda: rng.choice([number, real, lambda: rng.choice(words), lambda: None, lambda: rng.random() < 0.5])()
    return {
        "a": value(), "b": value(), "n": number(), "s": rng.choice(words), "t": rng.choice(words), "f": real(),
        "xs": [number() for _ in range(rng.randrange(5))], "ys": [rng.choice(words) for _ in range(rng.randrange(4))],
        "d": {k: value() for k in rng.sample(["k", "v", "b", "A", "z"], rng.randrange(5))},
        "rows": [{"k": rng.choice(["p", "q", "P"]), "v": number()} for _ in range(rng.randrange(4))],
        "flag": rng.random() < 0.5, "nothing": None, "empty": rng.choice(["", [], {}]),
    }


def options(rng):
    return {
        "trim_blocks": rng.random() < 0.3, "lstrip_blocks": rng.random() < 0.3,
        "keep_trailing_newline": rng.random() < 0.2, "autoescape": rng.random() < 0.1, "do": True, "loopcontrols": True,
        "undefined": rng.choice(["lenient", "lenient", "lenient", "strict", "chainable"]),
    }


def environment(options):
    undefined = {"strict": jinja2.StrictUndefined, "chainable": jinja2.ChainableUndefined}.get(options["undefined"], jinja2.Undefined)
    return jinja2.Environment(
        trim_blocks=options["trim_blocks"], lstrip_blocks=options["lstrip_blocks"], undefined=undefined,
        keep_trailing_newline=options["keep_trailing_newline"], autoescape=options["autoescape"],
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])


def answer(case):
    """What the peer makes of a case, or None if it cannot be compared."""
    # Towers of powers take the peer minutes; they are beyond 64 bits anyway.
    signal.setitimer(signal.ITIMER_REAL, 2)
    try:
        output = environment(case["options"]).from_string(case["source"]).render(**json.loads(json.dumps(case["context"])))
        output.encode("utf-8")
    except UnicodeEncodeError:
        return None
    except TimeoutError:
        return None
    except Exception as error:
        return {"error": type(error).__name__}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    if re.search(r"(at|bbt) 0x|<bound method|<built-in|<function|<class|_GroupTuple|Undefined\b", output):
        return None
    if re.search(r"\d{19,}", output) or len(output) > 20000:
        return None
    return {"output": output}


def give_up(signum, frame):
    raise TimeoutError


def cases(count, seed):
    made = 0
    index = 0
    while made < count:
        rng = random.Random(f"{seed}/{index}")
        index += 1
        case = {"source": Grammar(rng).template(), "context": context(rng), "options": options(rng)}
        found = answer(case)
        if found is None or len(case["source"]) > 2000:
            continue
        # Most long random templates fail somewhere; keep errors from drowning the rest.
        if "error" in found and rng.random() < 0.75:
            continue
        made += 1
        yield {**case, **found}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1200)
    parser.add_argument("--seed", default="7")
    parser.add_argument("--out")
    arguments = parser.parse_args()
    if jinja2.__version__ != PINNED:
        sys.exit(f"jinja2 {PINNED} is needed, {jinja2.__version__} is installed")
    signal.signal(signal.SIGALRM, give_up)
    out = open(arguments.out, "w", encoding="utf-8") if arguments.out else sys.stdout
    out.write(json.dumps({"peer": "jinja2", "version": PINNED, "seed": arguments.seed}) + "\n")
    for case in cases(arguments.count, arguments.seed):
        out.write(json.dumps(case, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
