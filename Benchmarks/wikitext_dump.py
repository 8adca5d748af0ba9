"""wikitext_dump.py DOCUMENTS.jsonl OUT.xml MEGABYTES PEER: documentation turned into a MediaWiki dump, an article each.

No dump can be fetched everywhere, hence this one: words become links and bold, and infoboxes, references, files, tables,
comments and categories come between, about as often as in an encyclopedia. Only what PEER (wikiextractor or
mwparserfromhell) makes the same text of as MediaWiki does, so that the outputs can be compared; of the documents the
words are taken, without signs."""
import json
import random
import re
import sys
import xml.sax.saxutils

source, out, megabytes, peer = sys.argv[1:5]
draw = random.Random(7)
WORD = re.compile(r"[^\W_]+[.,]?")
everything = peer == "wikiextractor"


def word(text):
    if not text.isalpha():
        return text
    kind = draw.random()
    if kind < 0.08:
        return f"[[{text}]]"
    if kind < 0.13:
        return f"[[{text} (page)|{text}]]"
    if kind < 0.15:
        return f"'''{text}'''"
    if kind < 0.155:
        return f"{text}{{{{cite web|title={text}|url=https://example.org/{draw.randrange(1000)}|year={{{{y|1999}}}}}}}}"
    if kind < 0.16:
        return f"[https://example.org/{draw.randrange(1000)} {text}]"
    if kind < 0.165:
        return f"{text}<!-- {text} was checked -->"
    if kind < 0.17:
        return f"{text}&nbsp;12"
    if everything and kind < 0.18:
        return f"{text}<ref name=\"r{draw.randrange(99)}\">{{{{cite book|last={text}|title=[[{text}]]|pages=3}}}}</ref>"
    if not everything and kind < 0.18:
        return f"''{text}''"
    return text


def page(document):
    lines = []
    for line in document["text"].split("\n"):
        words = WORD.findall(line)
        if len(words) > 3:
            lines.append(" ".join(map(word, words)).rstrip(".,") + ".")
    name = " ".join(WORD.findall(document["id"].rsplit("/", 1)[-1])) or "Page"
    pieces = [f"{{{{Infobox software\n| name = {name}\n| site = [https://example.org {name}]\n| kind = {{{{hlist|a|b}}}}\n}}}}"]
    if everything:
        pieces.append(f"[[File:{name}.png|thumb|right|200px|A view of [[{name}|it]]]]")
    for number, line in enumerate(lines):
        pieces.append(line)
        if everything and number % 9 == 4:
            rows = "".join(f"|-\n| {draw.randrange(100)} || [[{name}]] || {{{{yes|x}}}}\n" for _ in range(6))
            pieces.append("{| class=\"wikitable\"\n! a !! b !! c\n" + rows + "|}")
    if everything:
        pieces.append(f"[[Category:{name}]]\n[[Category:Software|{name}]]")
    return name, "\n\n".join(pieces)


written = 0
with open(source, encoding="utf-8") as documents, open(out, "w", encoding="utf-8") as dump:
    dump.write('<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">\n'
               '  <siteinfo><sitename>Manual</sitename><dbname>enmanual</dbname><base>https://example.org/wiki/Main_Page</base>'
               '<namespaces><namespace key="0" case="first-letter" />'
               '<namespace key="6" case="first-letter">File</namespace>'
               '<namespace key="10" case="first-letter">Template</namespace>'
               '<namespace key="14" case="first-letter">Category</namespace></namespaces></siteinfo>\n')
    for number, document in enumerate(map(json.loads, documents)):
        name, text = page(document)
        dump.write(f"  <page>\n    <title>{name}</title>\n    <ns>0</ns>\n    <id>{number + 1}</id>\n    <revision>\n"
                   f"      <id>{number + 1}</id>\n      <timestamp>2024-01-01T00:00:00Z</timestamp>\n"
                   f"      <contributor><username>M</username><id>1</id></contributor>\n      <model>wikitext</model>\n"
                   f"      <format>text/x-wiki</format>\n      <text bytes=\"{len(text)}\" xml:space=\"preserve\">"
                   f"{xml.sax.saxutils.escape(text, {chr(34): '&quot;'})}</text>\n    </revision>\n  </page>\n")
        written += len(text)
        if written > float(megabytes) * 1e6:
            break
    dump.write("</mediawiki>\n")
