"""records.py FOLDER SEED: writes made-up web archives with warcio and prints what warcio and fastwarc read in them.

Each file has a record for each text, as HTTP responses whose bodies are chunked, packed by gzip or deflate, or neither,
in several character sets, among requests, revisits, descriptions of the crawl and redirects. A line of JSON for each
record that holds plain text: file, id, url, date, its offset in what is
decompressed, and the text. Both peers must find the
same records; what is in them only warcio is asked, since fastwarc 2.0.1 stops at raw deflate data."""
import io
import json
import pathlib
import random
import sys
import zlib

from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

folder, seed = pathlib.Path(sys.argv[1]), int(sys.argv[2])
draws = random.Random(seed)
SETS = ["utf-8", "iso-8859-1", "windows-1251", "shift_jis", "gb18030", "euc-kr", "koi8-r", "utf-16"]
LETTERS = {"iso-8859-1": "aé ü\n", "windows-1251": "жи ъa\n", "koi8-r": "жи ъa\n", "shift_jis": "日本 aかな\n", "euc-kr": "가나 다a\n"}


def text(name):
    letters = LETTERS.get(name, "aé 日😀\nж")
    return "".join(draws.choice(letters) for _ in range(draws.choice([0, 1, 30, 3000, 90000]))).strip()


def chunked(body):
    out, place = b"", 0
    while place < len(body):
        size = draws.choice([1, 7, 1000, 50000])
        piece = body[place:place + size]
        out += f"{len(piece):{draws.choice('xX')}}{draws.choice(['', ';a=b', ' '])}\r\n".encode() + piece + b"\r\n"
        place += size
    return out + b"0\r\n\r\n"


def packed(body, encoding, wrappings):
    if encoding == "gzip":
        packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    elif encoding == "deflate":
        packer = zlib.compressobj(6, zlib.DEFLATED, draws.choice(wrappings))
    else:
        return body
    return packer.compress(body) + packer.flush()


def response(writer, number):
    charset, encoding, is_chunked = draws.choice(SETS), draws.choice(["", "gzip", "deflate"]), draws.random() < 0.5
    content = text(charset)
    body = content.encode(charset if charset != "utf-16" else "utf-8")
    if charset == "utf-16":
        body = b"\xff\xfe" + content.encode("utf-16-le")
    # warcio only finds out that deflate data is raw if its first chunk is long enough.
    body = packed(body, encoding, [15] if is_chunked else [15, -15])
    headers = [("Content-Type", f"text/plain; charset={charset}" if charset != "utf-16" else "Text/Plain")]
    if encoding:
        headers.append(("Content-Encoding", encoding))
    if is_chunked:
        headers.append((draws.choice(["Transfer-Encoding", "transfer-encoding"]), "chunked"))
        body = chunked(body)
    status = StatusAndHeaders(draws.choice(["200 OK", "203 Fine"]), headers, protocol="HTTP/1.1")
    record = writer.create_warc_record(
        f"http://example.org/{number}?é", "response", payload=io.BytesIO(body), http_headers=status)
    writer.write_record(record)
    return record.rec_headers.get_header("WARC-Record-ID"), content


def other(writer, number):
    kind = draws.choice(["request", "revisit", "redirect", "warcinfo", "image"])
    url = f"http://example.org/other/{number}"
    if kind == "warcinfo":
        return writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "made up", "format": "WARC"}))
    if kind == "request":
        headers = StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.org")], is_http_request=True)
        return writer.write_record(writer.create_warc_record(url, "request", http_headers=headers))
    if kind == "revisit":
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/plain")], protocol="HTTP/1.0")
        return writer.write_record(
            writer.create_revisit_record(url, "sha1:ABC", url, "2020-01-01T00:00:00Z", http_headers=headers))
    status, media = ("301 Moved", "text/plain") if kind == "redirect" else ("200 OK", "image/png")
    headers = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(b"WARC/1.0\r\nx"), http_headers=headers))


def write(path):
    """Writes one file; texts by id."""
    known = {}
    with open(path, "wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz", warc_version=draws.choice(["1.0", "1.1"]))
        for number in range(40):
            if draws.random() < 0.3:
                other(writer, number)
                continue
            if draws.random() < 0.2:
                content = text("utf-8")
                record = writer.create_warc_record(
                    f"http://example.org/{number}", "conversion", payload=io.BytesIO(content.encode()),
                    warc_content_type="text/plain")
                writer.write_record(record)
                known[record.rec_headers.get_header("WARC-Record-ID")] = content
                continue
            name, content = response(writer, number)
            known[name] = content
    return known


def charset_of(record):
    field = record.http_headers.get_header("Content-Type") if record.http_headers else ""
    return field.split("charset=")[1] if "charset=" in field else "utf-16" if record.http_headers else "utf-8"


def decompressed_offsets(path):
    """Where each gzip member's contents begin, in all that is decompressed, by the member's offset in the file."""
    data, place, total, offsets = path.read_bytes(), 0, 0, {}
    while path.suffix == ".gz" and place < len(data):
        offsets[place] = total
        member = zlib.decompressobj(31)
        total += len(member.decompress(data[place:]))
        place = len(data) - len(member.unused_data)
    return offsets


def main():
    for name in ["a.warc.gz", "b.warc", "c.warc.wet.gz"]:
        path = folder / name
        known = write(path)
        fast = {record.record_id for record in FastIterator(open(path, "rb"), parse_http=True)}
        offsets = decompressed_offsets(path)
        with open(path, "rb") as file:
            iterator = ArchiveIterator(file)
            for record in iterator:
                identity = record.rec_headers.get_header("WARC-Record-ID")
                payload = record.content_stream().read()
                offset = iterator.get_record_offset()
                if identity not in known:
                    continue
                assert identity in fast, identity
                content = known[identity]
                assert payload.decode(charset_of(record), "replace").lstrip("\ufeff") == content, identity
                print(json.dumps({
                    "file": name, "id": identity.strip("<>"), "text": content, "offset": offsets.get(offset, offset),
                    "url": record.rec_headers.get_header("WARC-Target-URI"),
                    "date": record.rec_headers.get_header("WARC-Date")}))


main()
