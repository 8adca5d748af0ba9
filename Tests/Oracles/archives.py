"""Packs the files below a folder with Python's own zipfile and tarfile, in every dialect they write.

usage: archives.py FOLDER OUTPUT

Beside them OUTPUT gets archives nobody should trust: escape.zip, encrypted.zip, bomb.zip, damaged.zip, damaged.tar,
deep.zip, nothing.zip and epub files (book.epub, no_spine.epub).
"""

import io
import os
import sys
import tarfile
import zipfile


def files(folder):
    for base, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(base, name)
            yield path, os.path.relpath(path, folder)


def zip_archive(path, folder, compression):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for file, name in files(folder):
            archive.write(file, name)


def tar_archive(path, folder, mode, dialect):
    with tarfile.open(path, mode, format=dialect) as archive:
        archive.add(folder, ".")
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)


class Pipe(io.RawIOBase):
    """A file that cannot seek."""

    def __init__(self, path):
        self.file = open(path, "wb")

    def writable(self):
        return True

    def write(self, data):
        return self.file.write(data)

    def close(self):
        self.file.close()
        super().close()


def hostile(output):
    def path(name):
        return os.path.join(output, name)

    with zipfile.ZipFile(path("escape.zip"), "w") as archive:
        archive.writestr("a.txt", "eins")
        archive.writestr("../b.txt", "zwei")
        archive.writestr("/c.txt", "drei")
        archive.writestr("x/../../d.txt", "vier")
        archive.writestr("e.txt", "fünf")
    with zipfile.ZipFile(path("bomb.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "eins")
        with archive.open("bomb.txt", "w") as entry:
            for _ in range(400):
                entry.write(b"x" * (1 << 20))
        archive.writestr("e.txt", "fünf")
    with zipfile.ZipFile(path("encrypted.zip"), "w") as archive:
        archive.writestr("a.txt", "eins")
        archive.writestr("b.txt", "zwei")
        archive.writestr("c.txt", "drei")
    data = bytearray(open(path("encrypted.zip"), "rb").read())
    local = data.index(b"b.txt") - 30
    central = data.rindex(b"b.txt") - 46
    data[local + 6] |= 1
    data[central + 8] |= 1
    open(path("encrypted.zip"), "wb").write(data)
    with zipfile.ZipFile(path("damaged.zip"), "w") as archive:
        for name in "abc":
            archive.writestr(name + ".txt", name * 1000)
    data = bytearray(open(path("damaged.zip"), "rb").read())
    data[data.index(b"bbbbbbbbbb") + 500] ^= 1
    open(path("damaged.zip"), "wb").write(data)
    with tarfile.open(path("damaged.tar"), "w") as archive:
        for name in "abc":
            entry = tarfile.TarInfo(name + ".txt")
            entry.size = 1000
            archive.addfile(entry, io.BytesIO(name.encode() * 1000))
    data = bytearray(open(path("damaged.tar"), "rb").read())
    data[data.index(b"b.txt") + 148] ^= 7  # in the checksum
    open(path("damaged.tar"), "wb").write(data)
    inner = b""
    for depth in range(6):
        box = io.BytesIO()
        with zipfile.ZipFile(box, "w") as archive:
            archive.writestr(f"{depth}.txt", f"depth {depth}")
            if inner:
                archive.writestr("inner.zip", inner)
        inner = box.getvalue()
    open(path("deep.zip"), "wb").write(inner)
    with zipfile.ZipFile(path("nothing.zip"), "w") as archive:
        archive.writestr("a.png", b"\x89PNG")


CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">urn:x:1</dc:identifier>
<dc:title>Der &lt;kleine&gt; Wald</dc:title><dc:creator>A. Autorin</dc:creator><dc:creator>B. Zweiter</dc:creator>
<dc:language>de</dc:language></metadata><manifest>
<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="b" href="text/zwei%20%C3%BC.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/eins.xhtml" media-type="application/xhtml+xml"/>
<item id="p" href="bild.png" media-type="image/png"/></manifest>
<spine><itemref idref="n"/>SPINE</spine></package>"""


def books(output):
    for name, spine in [
        ("book.epub", '<itemref idref="a"/><itemref idref="p"/><itemref idref="b"/>'),
        ("no_spine.epub", ""),
    ]:
        with zipfile.ZipFile(os.path.join(output, name), "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
            archive.writestr("META-INF/container.xml", CONTAINER)
            archive.writestr("OEBPS/book.opf", PACKAGE.replace("SPINE", spine))
            archive.writestr("OEBPS/nav.xhtml", "<html><body><nav><ol><li>Eins</li></ol></nav></body></html>")
            archive.writestr("OEBPS/text/zwei ü.xhtml", "<html><body><h1>Zwei</h1><p>Es war still.</p></body></html>")
            archive.writestr("OEBPS/text/eins.xhtml", "<html><body><h1>Eins</h1><p>Es war laut.</p></body></html>")
            archive.writestr("OEBPS/bild.png", b"\x89PNG")


def main(folder, output):
    zip_archive(os.path.join(output, "stored.zip"), folder, zipfile.ZIP_STORED)
    zip_archive(os.path.join(output, "deflated.zip"), folder, zipfile.ZIP_DEFLATED)
    zip_archive(os.path.join(output, "bzip2.zip"), folder, zipfile.ZIP_BZIP2)
    zip_archive(Pipe(os.path.join(output, "streamed.zip")), folder, zipfile.ZIP_DEFLATED)
    for name, dialect in [("ustar", tarfile.USTAR_FORMAT), ("gnu", tarfile.GNU_FORMAT), ("pax", tarfile.PAX_FORMAT)]:
        tar_archive(os.path.join(output, name + ".tar"), folder, "w", dialect)
    tar_archive(os.path.join(output, "pax.tar.gz"), folder, "w:gz", tarfile.PAX_FORMAT)
    tar_archive(os.path.join(output, "pax.txz"), folder, "w:xz", tarfile.PAX_FORMAT)
    hostile(output)
    books(output)


main(*sys.argv[1:])
