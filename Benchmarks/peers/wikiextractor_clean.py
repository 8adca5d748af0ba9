"""wikiextractor_clean.py DUMP OUT: the articles' text by WikiExtractor, one JSON object a line, in one process."""
import json
import logging
import sys

from wikiextractor import WikiExtractor
from wikiextractor.extract import Extractor

dump, out = sys.argv[1:3]
logging.disable(logging.CRITICAL)
# As it is read from the dump's head.
WikiExtractor.templateNamespace = "Template:"
with open(dump, encoding="utf-8") as pages, open(out, "w", encoding="utf-8") as texts:
    for identity, revision, title, lines in WikiExtractor.collect_pages(pages):
        source = "".join(lines)
        text = "\n".join(Extractor(identity, revision, "", title, lines).clean_text(source, html_safe=False))
        texts.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
