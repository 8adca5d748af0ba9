"""mwparserfromhell_clean.py DUMP OUT: the articles' text by mwparserfromhell, one JSON object a line."""
import json
import sys
import xml.etree.ElementTree

import mwparserfromhell

dump, out = sys.argv[1:3]
with open(out, "w", encoding="utf-8") as texts:
    for _, element in xml.etree.ElementTree.iterparse(dump):
        if element.tag.endswith("}text"):
            text = mwparserfromhell.parse(element.text or "").strip_code()
            texts.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
        if element.tag.endswith("}page"):
            element.clear()
