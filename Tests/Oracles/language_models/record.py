#!/usr/bin/env python3
"""Records what lmplz makes of small texts: record.py LMPLZ > Tests/Oracles/recorded/language_models.json

lmplz comes in the source archive of the PyPI package:

    pip download --no-deps kenlm==0.3.0 && tar xf kenlm-0.3.0.tar.gz && cd kenlm-0.3.0
    apt-get install cmake libboost-{program-options,thread,system,test}-dev libeigen3-dev liblzma-dev
    cmake -B build && make -C build lmplz          # then build/bin/lmplz

A line of JSON for each case: the file of texts.py, lmplz's arguments, and the digest of its model, or the error's kind."""
import json
import subprocess
import sys

from arpa import digest
from texts import TEXTS

CASES = [
    ("play", "-o 1"), ("play", "-o 2"), ("play", "-o 3"), ("play", "-o 5"), ("play", "-o 3 --prune 0 0 1"),
    ("play", "-o 5 --prune 0 1 1 2"), ("play", "-o 4 --prune 0 3"), ("repeated", "-o 3"),
    ("repeated", "-o 3 --discount_fallback"), ("short", "-o 5 --discount_fallback"), ("short", "-o 5"),
    ("odd", "-o 4 --skip_symbols --discount_fallback"), ("one", "-o 2 --discount_fallback"),
]

for name, arguments in CASES:
    done = subprocess.run([sys.argv[1], *arguments.split(), "-S", "64M"], input=TEXTS[name].encode(), capture_output=True)
    fault = "discounts" if done.returncode and b"iscount" in done.stderr else None
    assert fault or not done.returncode, done.stderr.decode()
    print(json.dumps({"text": name, "arguments": arguments, "fault": fault,
                      "digest": None if fault else digest(done.stdout.split(b"\n"))}))
