"""same_merges.py TOKENIZER PEER: whether a tokenizer.json of byte-level BPE has the merges of another one (a folder), or
of a list of merges or tokens in hexadecimal. Tokens may differ in 1 of 1,000: among pairs of the same count rustbpe takes
others first."""
import json
import pathlib
import sys


def file(path):
    model = json.loads(path.read_text())["model"]
    return [tuple(pair.split(" ") if isinstance(pair, str) else pair) for pair in model["merges"]]


def spelling():
    """The byte of each of the characters that byte-level tokenizers write bytes as."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    return {chr(byte): byte for byte in printable} | {chr(256 + place): byte for place, byte in enumerate(others)}


ours, peer = file(pathlib.Path(sys.argv[1])), pathlib.Path(sys.argv[2])
if peer.is_dir():
    sys.exit(ours != file(peer / "tokenizer.json"))
byte = spelling()
ours = [tuple(bytes(byte[character] for character in part) for part in pair) for pair in ours]
theirs = [tuple(bytes.fromhex(part) for part in line.split()) for line in peer.read_text().splitlines()]
if len(theirs[-1]) == 2:
    sys.exit(ours != theirs)
tokens, peers = {first + second for first, second in ours}, {token for token, in theirs if len(token) > 1}
sys.exit(len(tokens ^ peers) > 0.001 * len(peers))
