"""The main text of pages: html_text.py PEER FOLDER OUT.jsonl."""
import json
import os
import pathlib
import sys

peer = sys.argv[1]
if peer == "trafilatura":
    import trafilatura

    def text(page):
        return trafilatura.extract(page, favor_recall=True) or ""
else:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    def text(page):
        return extract_plain_text(bytes_to_str(page, detect_encoding(page)), main_content=True)

with open(sys.argv[3], "w") as output:
    for path in sorted(pathlib.Path(sys.argv[2]).iterdir()):
        output.write(json.dumps({"id": path.name, "text": text(path.read_bytes())}) + "\n")
    output.flush()
    os.fsync(output.fileno())
