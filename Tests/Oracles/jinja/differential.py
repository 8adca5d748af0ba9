"""Compares `quern template eval` with Jinja2 3.1.6 on random templates for some minutes, and prints what differs.

usage: differential.py .build/release/quern [--minutes 10] [--seed 1] [--only KIND]

Where generate.py writes whole templates from one grammar, this script goes through the language by its corners: every
filter, test, method and operator on every sort of value with every sort of argument; format specifications; scopes;
white space control under every option; soups of tokens; mutations of real templates. Errors are compared with
errors: both must fail. What Python prints as an address, and numbers beyond 64 bits, are not compared.
"""

import argparse
import collections
import glob
import json
import os
import random
import re
import signal
import subprocess
import sys
import time

import jinja2
import jinja2.ext
import yaml

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import generate

PINNED = "3.1.6"

CONTEXT = {
    "i": 7, "z": 0, "neg": -3, "big": 9007199254740993, "f": 2.675, "inf_text": "inf", "s": "Hello World", "e": "",
    "u": "Ünï ǅ ß 中文 🙂", "ws": " \t a\u00a0b\u2003c \n", "lines": "one\r\ntwo\x0bthree\u2028four\n", "num": "42",
    "html": "<a href=\"x\">T&amp;'s</a>", "xs": [3, 1, 2], "es": [], "words": ["b", "A", "a", "B"], "mixed": [1, "a", None, 2.5],
    "nest": [[1, [2]], [3]], "d": {"b": 1, "A": 2, "a": None}, "ed": {}, "dd": {"k": {"v": [1, 2]}, "items": 5},
    "rows": [{"k": "x", "v": 1, "n": {"m": 2}}, {"k": "Y", "v": 0, "n": {"m": 1}}, {"k": "x", "v": 5, "n": {"m": 0}}],
    "t": True, "no": False, "null": None, "pair": ["p", 1],
}
VALUES = list(CONTEXT) + [
    "missing", "1", "0", "-1", "2.5", "-0.0", "1e300", "1e-9", "123456789.987", "true", "none", "'x'", "'aXbXc'", "'%s-%d'",
    "'{} {0}'", "'  pad '", "(1, 2)", "()", "('a',)", "[]", "{}", "[1, 1.0, true]", "['é', 'E', 'e']", "{'k': 'v', 1: 2}",
    "{none: 1, (1, 2): 'tuple'}", "range(4)", "range(5, 0, -2)", "d.items()", "d.keys()", "d.values()", "xs | map('string')",
    "s | list", "'<b>' | safe", "html | escape", "namespace(a=1)", "joiner('-')", "cycler(1, 2)", "dict(a=1, b=[2])",
    "words | groupby('0')", "rows | groupby('k')", "'a' ~ 1", "xs | batch(2)", "s | reverse", "missing.x", "xs[9]", "'1e3'",
    "'0x1f'", "' 12 '", "'1_000'", "'١٢'", "'-7.9'", "'nan'", "[[1, 'a'], [2, 'b']]", "'a,b;c'", "u | upper", "1 // 3", "7 / 2",
    "2 ** 10", "9223372036854775807", "-9223372036854775808", "1.0", "10 ** 15", "0.1 + 0.2", "1e16", "xs is iterable",
]
ARGUMENTS = VALUES + ["','", "' '", "'a'", "2", "3", "10", "-2", "'k'", "'v'", "'n.m'", "'upper'", "'odd'", "true", "'l'", "''"]
FILTERS = sorted(set(jinja2.Environment().filters) - {"random", "pprint"})
TESTS = sorted(jinja2.Environment().tests)
KEYWORDS = ["attribute='k'", "reverse=true", "default='z'", "case_sensitive=true", "by='value'", "indent=2", "start=10", "length=5",
            "killwords=true", "end='!'", "leeway=0", "width=4", "first=true", "blank=true", "precision=1", "method='floor'", "base=16",
            "boolean=true", "linecount=2", "fill_with='-'", "d=','", "binary=true", "chars='ab'", "old='a'", "count=1", "value=1",
            "break_long_words=false", "wrapstring='|'", "nofollow=true", "target='_x'", "autospace=false", "default_value='q'", "bogus=1"]
METHODS = sorted(m for t in (str, list, dict, tuple, int, float) for m in dir(t) if not m.startswith("_"))
METHODS = [m for m in METHODS if m not in ("format_map", "maketrans", "encode", "to_bytes", "from_bytes", "fromhex", "hex", "translate",
                                           "as_integer_ratio", "fromkeys", "is_integer", "bit_count", "from_number")]
OPERATORS = ["+", "-", "*", "/", "//", "%", "**", "~", "==", "!=", "<", ">", "<=", ">=", "and", "or", "in", "not in", "is sameas"]
TEXTS = ["", " ", "\n", "\n\n", "  ", " \n ", "\t", "x", "x ", " x\n", "é\n", "\r\n", "\u00a0\n", "-", "{", "%}", "}}", "#}", "\\", "\u2028"]


class Corners:
    def __init__(self, seeds):
        self.seeds = seeds
        self.kinds = [k[5:] for k in dir(self) if k.startswith("make_")]

    def make(self, rng, kind=None):
        kind = kind or rng.choice(self.kinds)
        source = getattr(self, "make_" + kind)(rng)
        return kind, {"source": source, "context": CONTEXT, "options": self.options(rng)}

    def options(self, rng):
        return {
            "trim_blocks": rng.random() < 0.4, "lstrip_blocks": rng.random() < 0.4, "keep_trailing_newline": rng.random() < 0.3,
            "autoescape": rng.random() < 0.15, "do": True, "loopcontrols": True,
            "undefined": rng.choice(["lenient", "lenient", "strict", "chainable"]),
        }

    def value(self, r):
        return r.choice(VALUES)

    def arguments(self, r, most=3):
        given = [r.choice(ARGUMENTS) for _ in range(r.choice([0, 0, 1, 1, 1, 2, 2, most]))]
        if r.random() < 0.25:
            given.append(r.choice(KEYWORDS))
        return ", ".join(given)

    def shown(self, r, expression):
        return r.choice(["{{ %s }}", "{{ (%s) | list }}", "{{ (%s) ~ '' }}", "{{ [%s] }}", "{%% if %s %%}y{%% else %%}n{%% endif %%}",
                         "{%% set v = %s %%}{{ v }}", "{%% for v in %s %%}{{ v }},{%% else %%}none{%% endfor %%}", "{{ %s }}"]) % expression

    def make_filter(self, r):
        f = r.choice(FILTERS)
        if f in ("map",) and r.random() < 0.7:
            a = r.choice(["'%s'" % r.choice(FILTERS), "attribute='%s'" % r.choice(["k", "v", "n.m", "0", "1", "upper", "real"])])
            if r.random() < 0.4:
                a += ", " + self.arguments(r, 1)
        elif f in ("select", "reject") and r.random() < 0.7:
            a = "'%s'" % r.choice(TESTS) + r.choice(["", ", " + r.choice(ARGUMENTS)])
        elif f in ("selectattr", "rejectattr") and r.random() < 0.7:
            a = "'%s', '%s'" % (r.choice(["k", "v", "n.m"]), r.choice(TESTS)) + r.choice(["", ", " + r.choice(ARGUMENTS)])
        else:
            a = self.arguments(r)
        return self.shown(r, "(%s) | %s%s" % (self.value(r), f, "(%s)" % a if a or r.random() < 0.2 else ""))

    def make_test(self, r):
        t = r.choice(TESTS)
        a = self.arguments(r, 2)
        if t in ("sameas",) :
            a = r.choice(["none", "true", "false", "missing"])
        return self.shown(r, "(%s) is %s%s%s" % (self.value(r), r.choice(["", "not "]), t, "(%s)" % a if a else ""))

    def make_method(self, r):
        owner, name = self.value(r), r.choice(METHODS)
        call = "(%s).%s(%s)" % (owner, name, self.arguments(r))
        return r.choice([self.shown(r, call), "{% do " + call + " %}{{ " + owner + " }}", "{% set v = " + owner + " %}{{ v." + name + "(" + self.arguments(r) + ") }}{{ v }}"])

    def make_operator(self, r):
        left, right = "(%s)" % self.value(r), "(%s)" % self.value(r)
        if r.random() < 0.2:
            return self.shown(r, "%s %s" % (r.choice(["-", "+", "not", "- -"]), left))
        text = "%s %s %s" % (left, r.choice(OPERATORS), right)
        if r.random() < 0.3:
            text += " %s (%s)" % (r.choice(OPERATORS), self.value(r))
        return self.shown(r, text)

    def make_subscript(self, r):
        bound = lambda: r.choice(["", "", "0", "1", "-1", "2", "-2", "9", "-9", "none", "i", "f", "s", "missing", "9223372036854775807"])
        step = lambda: r.choice(["", "1", "2", "-1", "-2", "0", "none", "x", "-9223372036854775808"])
        key = r.choice([lambda: r.choice(ARGUMENTS), lambda: bound() + ":" + bound(), lambda: bound() + ":" + bound() + ":" + step(), lambda: "1, 2", lambda: "::"])()
        return self.shown(r, r.choice(["(%s)[%s]" % (self.value(r), key), "(%s)[%s][%s]" % (self.value(r), key, r.choice(ARGUMENTS)),
                                       "(%s).%s" % (self.value(r), r.choice(["k", "0", "1", "items", "b", "upper", "real", "grouper", "list", "a", "index", "nope", "count"])),
                                       "(%s) | attr('%s')" % (self.value(r), r.choice(["k", "upper", "items", "nope", "real"]))]))

    def make_format(self, r):
        if r.random() < 0.5:
            spec = "%" + r.choice(["", "", "(b)", "(nope)"]) + "".join(r.choice("-+ 0#") for _ in range(r.choice([0, 0, 1, 2]))) + r.choice(["", "5", "12", "*", "0"]) \
                + r.choice(["", "", ".0", ".2", ".10", ".*", "."]) + r.choice(["", "", "l"]) + r.choice("diouxXeEfFgGcrsa%ysz")
            text = r.choice(["", "a", "%%"]) + spec + r.choice(["", " b", " %s"])
            right = r.choice([self.value(r), "(%s, %s)" % (self.value(r), self.value(r)), "(%s,)" % self.value(r)])
            return self.shown(r, r.choice(["'%s' %% (%s)", "'%s' | format(%s)"]) % (text, right))
        spec = r.choice(["", "", "*", "é"]) + r.choice(["", "<", ">", "^", "="]) + r.choice(["", "", "+", " ", "-"]) + r.choice(["", "", "#", "z"]) + r.choice(["", "", "0"]) + r.choice(["", "6", "12"]) \
            + r.choice(["", "", ",", "_"]) + r.choice(["", "", ".2", ".0"]) + r.choice(["", "d", "x", "b", "o", "X", "e", "f", "g", "%", "s", "c", "n", "E", "G", "q"])
        field = r.choice(["", "0", "1", "k", "0.real", "0[0]", "0[k]", "k.b", "nope"]) + r.choice(["", "", "!r", "!s", "!a", "!q"])
        text = r.choice(["", "a{{", "}}"]) + "{" + field + r.choice(["", ":" + spec, ":" + spec, ":{1}"]) + "}" + r.choice(["", "{}", "{", "}"])
        return self.shown(r, "\"%s\".format(%s)" % (text, ", ".join([self.value(r)] * 1 + r.choice([[], [self.value(r)], ["k=" + self.value(r)]]))))

    def make_scope(self, r, depth=4):
        names = ["a", "b", "c", "xs"]
        n = lambda: r.choice(names)
        value = lambda: r.choice(["1", "2", n(), n() + " ~ 'q'", "a or b", "loop.index", "[a, b]", "m(1)", "self.blk()", "caller()", "n.v"])
        body = lambda: "".join(self.make_scope(r, depth - 1) for _ in range(r.choice([1, 1, 2, 3]))) if depth > 0 else ""
        return r.choice([
            lambda: "{{ %s }}" % value(), lambda: "[%s]" % "{{ a }}{{ b }}{{ c }}",
            lambda: "{%% set %s = %s %%}" % (n(), value()), lambda: "{%% set %s, %s = %s, %s %%}" % (n(), n(), value(), value()),
            lambda: "{%% set %s %%}%s{%% endset %%}" % (n(), body()), lambda: "{%% if %s %%}%s{%% else %%}%s{%% endif %%}" % (value(), body(), body()),
            lambda: "{%% for %s in [1, 2] %%}%s{%% endfor %%}" % (n(), body()),
            lambda: "{%% for %s in [1, 2, 3] if %s != %s %%}%s{%% else %%}%s{%% endfor %%}" % (n(), n(), value(), body(), body()),
            lambda: "{%% for a in [1, [2]] recursive %%}%s{{ loop(a) if a is iterable }}{%% endfor %%}" % body(),
            lambda: "{%% with %s = %s, %s = %s %%}%s{%% endwith %%}" % (n(), value(), n(), value(), body()),
            lambda: "{%% macro m(%s) %%}%s{{ caller() if caller }}{%% endmacro %%}{{ m(7) }}" % (r.choice(["a", "a, b=a", "b='d'", "a, c=xs"]), body()),
            lambda: "{%% call%s m(3) %%}%s{%% endcall %%}" % (r.choice(["", "(b)", "(a=1)"]), body()),
            lambda: "{%% block blk%s %%}%s{%% endblock %%}" % (r.choice(["", " scoped"]), body()),
            lambda: "{%% set n = namespace(v=%s) %%}{%% for b in [1, 2] %%}{%% set n.v = n.v ~ %s %%}%s{%% endfor %%}{{ n.v }}" % (value(), value(), body()),
            lambda: "{%% filter %s %%}%s{%% endfilter %%}" % (r.choice(["upper", "replace('1', a)", "trim"]), body()),
            lambda: "{%% if %s %%}{%% %s %%}{%% endif %%}" % (value(), r.choice(["break", "continue"])),
            lambda: "{%% autoescape %s %%}{{ '<' }}%s{%% endautoescape %%}" % (r.choice(["true", "false", "a"]), body()),
        ])()

    def make_space(self, r):
        tags = ["if t", "endif", "else", "for q in xs", "endfor", "set v = 1", "raw", "endraw", "set w", "endset", "elif no", "block q", "endblock"]
        parts = []
        opened = []
        for _ in range(r.randrange(1, 9)):
            parts.append(r.choice(TEXTS))
            left, right = r.choice(["", "", "-", "+"]), r.choice(["", "", "-", "+"])
            kind = r.random()
            if kind < 0.25:
                parts.append("{{%s s %s}}" % (r.choice(["", "-"]), r.choice(["", "-"])))
            elif kind < 0.4:
                parts.append("{#%s c %s#}" % (left, right))
            elif kind < 0.5 and opened:
                parts.append("{%%%s %s %s%%}" % (left, opened.pop(), right))
            elif kind < 0.9:
                tag = r.choice([("if t", "endif"), ("for q in xs", "endfor"), ("raw", "endraw"), ("set w", "endset"), ("set v = 1", None), ("with", "endwith")])
                parts.append("{%%%s %s %s%%}" % (left, tag[0], right))
                if tag[1]:
                    opened.append(tag[1])
            else:
                parts.append("{%%%s %s %s%%}" % (left, r.choice(tags), right))
        while opened:
            parts += [r.choice(TEXTS), "{%%%s %s %s%%}" % (r.choice(["", "-", "+"]), opened.pop(), r.choice(["", "-", "+"]))]
        return "".join(parts) + r.choice(TEXTS)

    TOKENS = ["{{", "}}", "{%", "%}", "{#", "#}", "-", "+", "*", "**", "/", "//", "%", "~", "(", ")", "[", "]", "{", "}", ",", ".", ":", "|", "=", "==", "<", ">=", "!=", ";",
              "'a'", "\"b\"", "'", "1", "1.5", "1_0", "0x1F", "0b11", "0o17", "1e3", "1.e3", ".5", "1__0", "a", "xs", "d", "é", "if", "else", "for", "in", "not", "and", "or", "is", "set", "none", "True",
              "defined", "upper", "endif", "endfor", "recursive", "loop", "elif", "with", "context", "macro", "call", "\\", "\n", " ", "\t", "@", "$", "`", "^", "!", "?", "&", "\u00aa", "²", "℘", "'\\x4'", "'\\N{DASH}'", "'\\u12'", "'\\777'", "0777", "1.2.3", "0_1", "00"]

    def make_soup(self, r):
        return r.choice(["{{ ", "{% ", "{% if ", "{% for x in ", "{% set a = ", ""]) + " ".join(r.choice(self.TOKENS) for _ in range(r.randrange(1, 9))) + r.choice([" }}", " %}", ""]) + r.choice(["", "{% endif %}", "{% endfor %}"])

    def make_literal(self, r):
        alphabet = ["\\n", "\\t", "\\\\", "\\'", '\\"', "\\x41", "\\u00e9", "\\U0001F600", "\\101", "\\0", "\\a", "\\q", "\\é", "é", "中", "🙂", "\n", "\r\n", "'", '"', "a", "\\\n", "\\ud83d", "\\N{BULLET}", "{{", "%}", "\\r\\n"]
        quote = r.choice("'\"")
        return "{{ " + quote + "".join(x for x in (r.choice(alphabet) for _ in range(r.randrange(6))) if x != quote) + quote + r.choice(["", " | length", " | list", "| tojson"]) + " }}"

    PIECES = re.compile(r"\{[%{#][-+]?|[-+]?[%}#]\}|[A-Za-z_]\w*|\d+|'[^']*'|\"[^\"]*\"|\s+|.", re.S)

    def make_mutation(self, r):
        pieces = self.PIECES.findall(r.choice(self.seeds))
        for _ in range(r.choice([0, 1, 1, 2, 3])):
            if not pieces:
                break
            at = r.randrange(len(pieces))
            what = r.random()
            if what < 0.3:
                del pieces[at]
            elif what < 0.5:
                pieces.insert(at, r.choice(pieces))
            elif what < 0.7:
                pieces[at] = r.choice(self.TOKENS)
            elif what < 0.85:
                other = r.randrange(len(pieces))
                pieces[at], pieces[other] = pieces[other], pieces[at]
            else:
                pieces[at] = "(" + self.value(r) + ")" if re.match(r"\w", pieces[at]) else pieces[at]
        return "".join(pieces)[:4000]

    def make_grammar(self, r):
        return generate.Grammar(r).template()


def seeds(folder):
    found = []
    yaml.SafeLoader.add_constructor("!Template", lambda l, n: l.construct_mapping(n, deep=True))
    yaml.SafeLoader.add_constructor("!TemplateMetadata", lambda l, n: l.construct_mapping(n, deep=True))
    for path in sorted(glob.glob(folder + "/**/*.yaml", recursive=True)):
        with open(path, encoding="utf-8") as file:
            for template in (yaml.safe_load(file) or {}).get("templates", {}).values():
                found += [template["jinja"]] + ([template["answer_choices"]] if template.get("answer_choices") else [])
    for path in sorted(glob.glob(folder + "/**/*.jinja", recursive=True)):
        with open(path, encoding="utf-8") as file:
            found.append(file.read())
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("quern")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only")
    parser.add_argument("--templates", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../Templates"))
    arguments = parser.parse_args()
    if jinja2.__version__ != PINNED:
        sys.exit(f"jinja2 {PINNED} is needed, {jinja2.__version__} is installed")
    signal.signal(signal.SIGALRM, generate.give_up)
    corners = Corners(seeds(arguments.templates))
    ours = subprocess.Popen([arguments.quern, "template", "eval"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=1 << 20)
    index, compared, failed = 0, collections.Counter(), collections.Counter()
    differences = collections.Counter()
    end = time.time() + arguments.minutes * 60
    while time.time() < end:
        rng = random.Random(f"{arguments.seed}/{index}")
        index += 1
        kind, case = corners.make(rng, arguments.only)
        # A tower of powers keeps the peer busy where no alarm reaches it.
        if "**" in case["source"] and re.search(r"\d{4}|big|\*\*.*\*\*|1e|e3|10 \*", case["source"], re.S):
            continue
        theirs = generate.answer(case)
        if theirs is None:
            continue
        ours.stdin.write(json.dumps(case, ensure_ascii=True).encode() + b"\n")
        ours.stdin.flush()
        line = ours.stdout.readline()
        if not line:
            sys.exit("quern ended on: " + json.dumps(case))
        mine = json.loads(line)
        compared[kind] += 1
        failed[kind] += "error" in theirs
        if mine.get("output") != theirs.get("output"):
            differences[kind] += 1
            options = {name: value for name, value in case["options"].items() if value}
            print(json.dumps([kind, case["source"], options, theirs, mine], ensure_ascii=False), flush=True)
    for kind in sorted(compared):
        print(f"{kind}: {compared[kind]} compared, {failed[kind]} of them errors, {differences[kind]} differ")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
