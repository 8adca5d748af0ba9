"""Writes lines for `quern template eval`, and so for its peers: promptsource templates over rows, or chat templates over
conversations of ten turns.

usage: template_lines.py prompts|chat REPOSITORY OUT"""
import glob
import json
import pathlib
import random
import sys

import jinja2
import yaml

COUNT = 60_000


def prompts(root):
    yaml.SafeLoader.add_constructor("!Template", lambda l, n: l.construct_mapping(n, deep=True))
    yaml.SafeLoader.add_constructor("!TemplateMetadata", lambda l, n: l.construct_mapping(n, deep=True))
    rows = {}
    for line in open(root / "Tests/Oracles/jinja/rows.jsonl", encoding="utf-8"):
        entry = json.loads(line)
        rows[entry["dataset"]] = entry["rows"]
    environment = jinja2.Environment()
    for path in sorted(glob.glob(str(root / "Templates/Prompts/en/*.yaml"))):
        collection = yaml.safe_load(open(path, encoding="utf-8"))
        named = f"{collection['dataset']}/{collection.get('subset')}"
        for template in collection["templates"].values():
            # What draws at random cannot be compared, and minijinja's strings have no `index`.
            if any(word in template["jinja"] for word in ["choice }}", "choice %}", "'.index("]):
                continue
            for row in rows.get(named) or rows[collection["dataset"]]:
                choices = template["answer_choices"]
                if choices:
                    choices = [part.strip() for part in environment.from_string(choices).render(row).split("|||")]
                yield {"source": template["jinja"], "context": {**row, "answer_choices": choices}, "options": {"dialect": "promptsource"}}


def chat(root):
    words = open(root / "Corpora/README.md", encoding="utf-8").read().split()
    rng = random.Random(1)
    for path in sorted(glob.glob(str(root / "Templates/Chat/*.jinja"))):
        source = open(path, encoding="utf-8").read()
        # The marks print nothing; neither peer knows them.
        source = source.replace("generation %}", "if true %}").replace("endif true %}", "endif %}")
        for _ in range(20):
            text = lambda: " ".join(rng.choice(words) for _ in range(rng.randrange(5, 60)))
            messages = [{"role": "assistant" if turn % 2 else "user", "content": text()} for turn in range(10)]
            context = {"messages": messages, "bos_token": "<s>", "eos_token": "</s>", "add_generation_prompt": True}
            yield {"source": source, "context": context, "options": {"dialect": "chat"}}


def main():
    kind, root, out = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in {"prompts": prompts, "chat": chat}[kind](root)]
    random.Random(2).shuffle(lines)
    with open(out, "w", encoding="utf-8") as file:
        for index in range(COUNT if kind == "prompts" else COUNT // 4):
            file.write(lines[index % len(lines)])


if __name__ == "__main__":
    main()
