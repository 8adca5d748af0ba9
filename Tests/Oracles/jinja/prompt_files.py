"""Writes collections of prompt templates and how PyYAML 6.0.3 dumps them as promptsource does, one JSON object a line.

usage: prompt_files.py [--count 300] [--seed 2] [--out FILE]

The strings are random: of what YAML's emitter looks at (indicators, blanks, line ends, words that mean something
else, long lines, characters beyond ASCII).
"""

import argparse
import json
import random
import sys

import yaml

PINNED = "6.0.3"
PIECES = ["a", "word", " ", "  ", "\n", "\n\n", " \n", "\n ", ":", ": ", " #", "#", "'", '"', "\\", "{{ text }}", "{% if x %}", "|||", "-", "- ", "---", "...", "?", "? ", ",", "[", "]", "&", "*", "!", "|", ">", "%", "@", "`",
          "é", "中", "🙂", "\t", "\r", "\x00", "\x1b", "\x7f", "\x85", "\xa0", "\u2028", "\u2029", "\ufeff", "\ufffe", "\ud7ff", "a longer run of words that will have to be folded somewhere ", "x" * 30, "longerwordwithoutanyblankinit" * 3]
WORDS = ["", "yes", "No", "on", "OFF", "true", "Null", "~", "null", "<<", "=", "1", "-1", "+1_000", "0x1F", "0b1", "017", "08", "1.5", ".5", "1.", "1e3", "1.0e+3", "1:30", "1:30.5", "99:99", ".inf", "-.Inf", ".nan", "+.nan", "2026-01-31",
         "2026-1-3 10:00:00", "2026-01-31T10:00:00Z", "2026-01-31 10:00", "a: b", "a:b", "- a", "-a", "?a", "a #b", "a#b", "no ||| yes", "'", "\"", "a'", "% d", "trailing ", " leading", "\n", "a\n", "\na"]


class Template(yaml.YAMLObject):
    yaml_tag = "!Template"


class TemplateMetadata(yaml.YAMLObject):
    yaml_tag = "!TemplateMetadata"


def text(rng):
    if rng.random() < 0.35:
        return rng.choice(WORDS)
    return "".join(rng.choice(PIECES) for _ in range(rng.randrange(1, 25)))


def collection(rng):
    templates = {}
    for _ in range(rng.randrange(4)):
        name = "".join(rng.choice("0123456789abcdef") for _ in range(32))
        name = "-".join([name[:8], name[8:12], name[12:16], name[16:20], name[20:]])
        template, metadata = Template(), TemplateMetadata()
        metadata.choices_in_prompt = rng.choice([True, False, None])
        metadata.languages = rng.choice([None, [], ["en"], [text(rng) for _ in range(3)]])
        metadata.metrics = rng.choice([None, [], ["Accuracy"], [text(rng)]])
        metadata.original_task = rng.choice([True, False, None])
        template.answer_choices = rng.choice([None, text(rng)])
        template.id, template.jinja, template.metadata, template.name, template.reference = name, text(rng), metadata, text(rng), text(rng)
        templates[name] = template
    data = {"dataset": text(rng), "templates": templates}
    if rng.random() < 0.5:
        data["subset"] = text(rng)
    return data


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", default="2")
    parser.add_argument("--out")
    arguments = parser.parse_args()
    if yaml.__version__ != PINNED:
        sys.exit(f"PyYAML {PINNED} is needed, {yaml.__version__} is installed")
    out = open(arguments.out, "w", encoding="utf-8") if arguments.out else sys.stdout
    for index in range(arguments.count):
        data = collection(random.Random(f"{arguments.seed}/{index}"))
        plain = json.loads(json.dumps(data, default=lambda value: value.__dict__))
        out.write(json.dumps({"collection": plain, "yaml": yaml.dump(data)}) + "\n")


if __name__ == "__main__":
    main()
