"""Jinja2 over the lines of `quern template eval`: each template is compiled once, before anything is rendered."""
import json
import sys

import jinja2
import jinja2.sandbox

lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
environments = {
    "promptsource": jinja2.Environment(),
    "chat": jinja2.sandbox.ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]),
}
environments["promptsource"].globals["zip"] = zip
environments["chat"].filters["tojson"] = lambda value, indent=None: json.dumps(value, ensure_ascii=False, indent=indent)
templates = {}
for line in lines:
    dialect = line["options"]["dialect"]
    if line["source"] not in templates:
        templates[line["source"]] = environments[dialect].from_string(line["source"])
with open(sys.argv[2], "w", encoding="utf-8") as out:
    for line in lines:
        output = templates[line["source"]].render(line["context"])
        out.write('{"output":' + json.dumps(output, ensure_ascii=False) + "}\n")
