"""Copies pages, evenly drawn from all: html_pages.py UNPACKED FOLDER COUNT. Pages of more than 1 MB are left out."""
import pathlib
import shutil
import sys

unpacked, folder, count = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
pages = sorted(path for path in unpacked.rglob("*.html") if path.is_file() and 0 < path.stat().st_size < 1_000_000)
folder.mkdir()
for number in range(count):
    shutil.copyfile(pages[number * len(pages) // count], folder / f"{number:05}.html")
