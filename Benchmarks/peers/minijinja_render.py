"""minijinja over the lines of `quern template eval`: each template is compiled once, before anything is rendered."""
import json
import sys

import minijinja

lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
environments = {}
for line in lines:
    dialect = line["options"]["dialect"]
    if dialect not in environments:
        is_chat = dialect == "chat"
        environments[dialect] = minijinja.Environment(trim_blocks=is_chat, lstrip_blocks=is_chat, pycompat=True)
    environment = environments[dialect]
    if "name" not in line:
        line["name"] = line["source"]
    environment.add_template(line["name"], line["source"])
with open(sys.argv[2], "w", encoding="utf-8") as out:
    for line in lines:
        output = environments[line["options"]["dialect"]].render_template(line["name"], **line["context"])
        out.write('{"output":' + json.dumps(output, ensure_ascii=False) + "}\n")
