#!/usr/bin/env python3
"""Writes Sources/Formats/HTML/HTMLReferenceTable.swift from the HTML standard's named character references, as Python's
`html.entities.html5` has them.

    python3 Scripts/generate_html_references.py > Sources/Formats/HTML/HTMLReferenceTable.swift
"""
import html.entities

print("""// Made by Scripts/generate_html_references.py from Python's html.entities. Do not edit.

/// Names of characters: `name=code point[+code point]`, with `*` behind a name that needs no semicolon.
enum HTMLReferenceTable {
    static let names = \"\"\"""")
names = html.entities.html5
line = ""
for name, text in sorted(names.items()):
    if not name.endswith(";"):
        continue
    legacy = "*" if name[:-1] in names else ""
    entry = name[:-1] + legacy + "=" + "+".join(f"{ord(character):X}" for character in text)
    if len(line) + len(entry) > 108:
        print(f"        {line} \\")
        line = ""
    line += " " * bool(line) + entry
print(f"        {line}\n        \"\"\"\n}}")
