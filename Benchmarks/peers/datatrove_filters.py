"""Gopher's, C4's and FineWeb's filters of datatrove, one behind the other: datatrove_filters.py IN.jsonl OUT.jsonl writes the
id and text of what they keep."""
import json
import sys

from datatrove.data import Document
from datatrove.pipeline.filters import C4QualityFilter, FineWebQualityFilter, GopherQualityFilter, GopherRepetitionFilter

filters = [GopherRepetitionFilter(), GopherQualityFilter(), C4QualityFilter(), FineWebQualityFilter()]
with open(sys.argv[1], encoding="utf-8") as documents, open(sys.argv[2], "w", encoding="utf-8") as output:
    for line in documents:
        record = json.loads(line)
        document = Document(text=record["text"], id=record["id"])
        if all(each.filter(document) is True for each in filters):
            output.write(json.dumps({"id": document.id, "text": document.text}, ensure_ascii=False) + "\n")
