"""compare.py [CASES]: what the peers make of the wikitext of each case, one JSON object a line.

The cases and the text that each should give are written by hand (cases.jsonl). The peers disagree with each other on many
of them; WikitextOracleTests holds ours to what both of them say, unless a case says `why` that is wrong.
Peers: mwparserfromhell (strip_code) and wikiextractor (Extractor.clean_text)."""
import json
import pathlib
import sys

import mwparserfromhell
from wikiextractor.extract import Extractor


def blanks(text):
    return " ".join(text.split())


def main():
    cases = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).with_name("cases.jsonl")
    for line in cases.read_text(encoding="utf-8").splitlines():
        source = json.loads(line)["source"]
        extractor = Extractor("1", "1", "", "Title", [source])
        answers = {
            "mwparserfromhell": mwparserfromhell.parse(source).strip_code(),
            "wikiextractor": "\n".join(extractor.clean_text(source, html_safe=False)),
        }
        print(json.dumps({peer: blanks(text) for peer, text in answers.items()}, ensure_ascii=False))


if __name__ == "__main__":
    main()
