"""Writes conversations, chat templates, and what transformers 5.24.0 makes of them, one JSON object a line.

usage: chat.py [--count 1200] [--seed 5] [--out FILE] [--masks FOLDER]

A case is {"template", "source", "row", "variables", "purpose"}, and either "output" with "spans" (what stands in
`generation` blocks, in code points) or "error". Purposes are those of `apply_chat_template`: "training", "prompt"
(add_generation_prompt) and "opening" (continue_final_message). The templates are those of Templates/Chat and some
written here that do what templates in the field do. The date is always 2026-01-31.

With --masks a byte-level tokenizer is trained and written into the folder as tokenizer.json, and cases of "training"
also hold the "ids" and the "mask" of `apply_chat_template(return_assistant_tokens_mask=True)`.
"""

import argparse
import glob
import json
import os
import random
import sys

os.environ["TRANSFORMERS_VERBOSITY"] = "error"
import transformers
from transformers.utils import chat_template_utils

PINNED = "5.24.0"
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../..")

# Constructs of templates in the field, in our own words.
WRITTEN = {
    "reasoning": """{%- set ns = namespace(last=messages|length - 1, open=true) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.open and message.role == "user" and not(message.content.startswith('<tool_response>') and message.content.endswith('</tool_response>')) %}
        {%- set ns.open = false %}
        {%- set ns.last = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if message.content is string %}{%- set content = message.content %}{%- else %}{%- set content = '' %}{%- endif %}
    {%- if message.role == 'assistant' %}
        {%- set thoughts = '' %}
        {%- if message.reasoning_content is string %}
            {%- set thoughts = message.reasoning_content %}
        {%- elif '</think>' in content %}
            {%- set thoughts = content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}
            {%- set content = content.split('</think>')[-1].lstrip('\\n') %}
        {%- endif %}
        {{- '<|im_start|>' + message.role + '\\n' }}
        {%- generation %}
        {%- if loop.index0 > ns.last and (loop.last or (not loop.last and thoughts)) %}
            {{- '<think>\\n' + thoughts.strip('\\n') + '\\n</think>\\n\\n' + content.lstrip('\\n') }}
        {%- else %}
            {{- content }}
        {%- endif %}
        {%- for call in message.tool_calls or [] %}
            {{- '\\n<tool_call>\\n{"name": "' + call.function.name + '", "arguments": ' + (call.function.arguments | tojson) + '}\\n</tool_call>' }}
        {%- endfor %}
        {{- '<|im_end|>' }}
        {%- endgeneration %}
        {{- '\\n' }}
    {%- elif message.role == 'tool' %}
        {%- if loop.first or (messages[loop.index0 - 1].role != "tool") %}{{- '<|im_start|>user' }}{%- endif %}
        {{- '\\n<tool_response>\\n' + content + '\\n</tool_response>' }}
        {%- if loop.last or (messages[loop.index0 + 1].role != "tool") %}{{- '<|im_end|>\\n' }}{%- endif %}
    {%- else %}
        {{- '<|im_start|>' + message.role + '\\n' + content + '<|im_end|>' + '\\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}{{- '<think>\\n\\n</think>\\n\\n' }}{%- endif %}
{%- endif %}""",
    "dated": """{{- bos_token }}{%- if not date_string is defined %}{% set date_string = strftime_now("%d %b %Y") if strftime_now is defined else "none" %}{%- endif %}
{{- "Today: " + date_string + " " + strftime_now('%A %-d %B %Y, week %U, day %j, %I:%M %p') + "\\n" }}
{%- for message in messages %}{{- message.role | upper + ": " }}{% if message.role == "assistant" %}{% generation %}{{ message.content | default('', true) | trim }}{{ eos_token }}{% endgeneration %}{% else %}{{ message['content'] }}{% endif %}{{ "\\n" }}{% endfor %}
{%- if add_generation_prompt %}{{ "ASSISTANT: " }}{% endif %}""",
    "typed": """{%- macro describe(schema, depth=0) -%}
    {%- if schema is mapping -%}
        {{- '{' -}}{%- for key, value in schema | dictsort -%}{{ key }}:{{ describe(value, depth + 1) }}{{ ',' if not loop.last }}{%- endfor -%}{{- '}' -}}
    {%- elif schema is string -%}<{{ schema }}>{%- elif schema is sequence -%}[{%- for item in schema -%}{{ describe(item, depth + 1) }}{{ ';' if not loop.last }}{%- endfor -%}]
    {%- else -%}{{ schema | string }}{%- endif -%}
{%- endmacro -%}
{%- for tool in tools or [] %}{{ describe(tool) }}
{% endfor %}{% for document in documents or [] %}[{{ loop.index }}/{{ loop.length }}] {{ document.title | title }}: {{ document['text'] | replace('\\n', ' ') }}
{% endfor %}{% for message in messages if message.role != 'system' %}
{%- if loop.previtem is defined and loop.previtem.role == message.role %}{{ raise_exception('two of ' + message.role + ' in a row') }}{% endif %}
{{ loop.index }}. {{ message.role }}{% if message.name is defined %} ({{ message.name }}){% endif %}: {% if message.role == 'assistant' %}{% generation %}{{ message.content | tojson(ensure_ascii=True) }}{% for call in message.tool_calls %}{{ call | tojson(indent=2, sort_keys=True, separators=(',', ' : ')) }}{% endfor %}</s>{% endgeneration %}{% else %}{{ message.content }}{% endif %}
{% endfor %}{% if add_generation_prompt %}{{ messages | rejectattr('role', 'equalto', 'system') | list | length + 1 }}. assistant: {% endif %}""",
    "split": """{% for m in messages %}{% if m.role == 'assistant' %}{% set c = m.content or '' %}{% if '</think>' in c %}{% set c = c.split('</think>')[-1] %}{% endif %}{{ '<A>' }}{% generation %}{{ c }}<E>{% endgeneration %}{% else %}{{ '<U>' + (m.content if m.content is string else m.content | selectattr('type', 'equalto', 'text') | map(attribute='text') | join('\\n')) }}{% endif %}{% endfor %}{% if add_generation_prompt %}<A><think>
{% endif %}""",
    "broken": "{% for m in messages %}{{ m.content.upper() }}{% set _ = messages.append(1) %}{% endfor %}",
    "unreachable": "{% set ns = namespace(_hidden=1) %}{{ ns._hidden }}",
}

WORDS = ["Grind the corn.", " What is a quern?\n", "Two stones, one handle", "é中文🙂", "", "  padded  ", "a\n\nb", "<|im_end|>", "1 + 1 = 2", "\"quoted\" & <b>", "x", "[INST]"]
TOOLS = [{"type": "function", "function": {"name": "weigh", "description": "Weighs a sack.", "parameters": {"type": "object", "properties": {"sack": {"type": "string", "enum": ["rye", "größer"]}, "exact": {"type": "boolean"}}, "required": ["sack"]}}},
         {"type": "function", "function": {"name": "now", "description": "", "parameters": {"type": "object", "properties": {}}}}]
DOCUMENTS = [{"title": "on mills", "text": "A mill\ngrinds."}, {"title": "bread", "text": "Flour, water, salt."}]


def conversation(rng):
    text = lambda: " ".join(rng.choice(WORDS) for _ in range(rng.choice([1, 1, 2, 3])))
    messages = []
    if rng.random() < 0.4:
        messages.append({"role": "system", "content": text()})
    for _ in range(rng.choice([1, 1, 2, 3])):
        content = text()
        if rng.random() < 0.1:
            content = [{"type": "image", "url": "x.png"}, {"type": "text", "text": text()}]
        messages.append({"role": "user", "content": content})
        if rng.random() < 0.2:
            calls = [{"id": "call%05d" % rng.randrange(9), "type": "function", "function": {"name": "weigh", "arguments": {"sack": rng.choice(["rye", "é"]), "n": 1.5, "deep": [None, True]}}}]
            messages.append({"role": "assistant", "content": rng.choice([None, "", text()]), "tool_calls": calls})
            for _ in range(rng.choice([1, 1, 2])):
                messages.append({"role": "tool", "name": "weigh", "tool_call_id": calls[0]["id"], "content": rng.choice(["12 kg", '{"kg": 12}'])})
        answer = {"role": "assistant", "content": text()}
        if rng.random() < 0.2:
            answer["content"] = "<think>\n" + text() + "\n</think>\n\n" + answer["content"]
        elif rng.random() < 0.15:
            answer[rng.choice(["reasoning_content", "thinking", "reasoning"])] = text()
        messages.append(answer)
    if rng.random() < 0.1:
        messages.append({"role": "user", "content": text()})
    row = {"messages": messages}
    if rng.random() < 0.3:
        row["tools"] = TOOLS[: rng.choice([1, 2])]
    if rng.random() < 0.2:
        row["documents"] = DOCUMENTS
    return row


class Clock:
    @staticmethod
    def now():
        import datetime
        return datetime.datetime(2026, 1, 31)


def render(source, row, variables, purpose):
    messages = chat_template_utils._normalize_chat_messages(row["messages"])
    rendered, spans = chat_template_utils.render_jinja_template(
        [messages], tools=row.get("tools"), documents=row.get("documents"), chat_template=source,
        return_assistant_tokens_mask=purpose == "training", continue_final_message=purpose == "opening",
        add_generation_prompt=purpose == "prompt", **variables)
    return rendered[0], spans[0] if spans else []


def trained_tokenizer(folder):
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<s>", "</s>", "<|im_start|>", "<|im_end|>", "<|eot_id|>", "<start_of_turn>", "<end_of_turn>", "[INST]", "[/INST]", "<E>"]
    trainer = trainers.BpeTrainer(vocab_size=700, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    tokenizer.train_from_iterator(WORDS * 4 + [json.dumps(TOOLS), ".\n\n", "ASSISTANT: ", "?\n"] * 3, trainer)
    tokenizer.save(folder + "/tokenizer.json")
    return transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>")


def cases(count, seed, tokenizer):
    sources = dict(WRITTEN)
    for path in sorted(glob.glob(ROOT + "/Templates/Chat/*.jinja")):
        with open(path, encoding="utf-8") as file:
            sources[os.path.basename(path)] = file.read()
    for index in range(count):
        rng = random.Random(f"{seed}/{index}")
        name = rng.choice(sorted(sources))
        row = conversation(rng)
        variables = {"bos_token": "<s>", "eos_token": "</s>"}
        if rng.random() < 0.2:
            variables["enable_thinking"] = rng.choice([True, False])
        purpose = "training" if tokenizer else rng.choice(["training", "training", "prompt", "opening"])
        case = {"template": name, "source": sources[name], "row": row, "variables": variables, "purpose": purpose}
        try:
            case["output"], case["spans"] = render(sources[name], row, variables, purpose)
            if tokenizer:
                kwargs = {k: v for k, v in variables.items() if k == "enable_thinking"}
                out = tokenizer.apply_chat_template(row["messages"], tools=row.get("tools"), documents=row.get("documents"), chat_template=sources[name],
                                                    return_assistant_tokens_mask=True, return_dict=True, **kwargs)
                case["ids"], case["mask"] = out["input_ids"], out["assistant_masks"]
        except Exception as error:
            case["error"] = f"{type(error).__name__}: {error}"[:200]
        yield case


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1200)
    parser.add_argument("--seed", default="5")
    parser.add_argument("--out")
    parser.add_argument("--masks")
    arguments = parser.parse_args()
    if transformers.__version__ != PINNED:
        sys.exit(f"transformers {PINNED} is needed, {transformers.__version__} is installed")
    chat_template_utils.datetime = Clock
    tokenizer = trained_tokenizer(arguments.masks) if arguments.masks else None
    out = open(arguments.out, "w", encoding="utf-8") if arguments.out else sys.stdout
    for case in cases(arguments.count, arguments.seed, tokenizer):
        out.write(json.dumps(case, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
