"""What the components of Hugging Face tokenizers 0.23.3 do. Usage: components.py COMMAND FILE…; JSON on standard output.

normalize COMPONENTS TEXTS      for each normalizer of a JSON list: what it makes of each text
pretokenize COMPONENTS TEXTS    for each pre-tokenizer: the pieces of each text, with their bytes in it
encode TEXTS                    a line for each of many tokenizers: its file, and the ids, byte offsets and decoded text
                                of each text, without and with special tokens around it
files FILES TEXTS               for each tokenizer.json of a JSON list: the ids of each text, or null if it is refused
decode FILES IDS                for each tokenizer.json: a row for each list of ids and each of keeping special tokens
                                and skipping them: the text, and the parts of it that a stream gives id by id; null for
                                what the peer fails at
"""
import itertools
import json
import sys

import tokenizers
from tokenizers import Tokenizer, decoders

import zoo

assert tokenizers.__version__ == "0.23.3", tokenizers.__version__


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def build(**members):
    model = {"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "a"}
    whole = {"version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None,
             "pre_tokenizer": None, "post_processor": None, "decoder": None, "model": model}
    return Tokenizer.from_str(json.dumps(dict(whole, **members)))


def byte_offsets(text):
    return [0, *itertools.accumulate(len(c.encode()) for c in text)]


def normalize(components, texts):
    texts = read(texts)
    for component in read(components):
        normalizer = build(normalizer=component).normalizer
        print(json.dumps([normalizer.normalize_str(text) for text in texts]))


def pretokenize(components, texts):
    texts = [(text, byte_offsets(text)) for text in read(texts)]
    for component in read(components):
        splitter = build(pre_tokenizer=component).pre_tokenizer
        print(json.dumps([[[piece, places[start], places[end]] for piece, (start, end) in splitter.pre_tokenize_str(text)]
                          for text, places in texts]))


def encode(texts):
    texts = read(texts)
    for build in zoo.KINDS.values():
        tokenizer = build(texts)
        for framed in (False, True):
            rows = []
            for text in texts:
                places = byte_offsets(text)
                encoding = tokenizer.encode(text, add_special_tokens=framed)
                rows.append({"ids": encoding.ids, "offsets": [[places[a], places[b]] for a, b in encoding.offsets],
                             "text": tokenizer.decode(encoding.ids, skip_special_tokens=False)})
            print(json.dumps({"file": tokenizer.to_str(), "framed": framed, "rows": rows}))


def files(paths, texts):
    texts = read(texts)
    for file in read(paths):
        try:
            tokenizer = Tokenizer.from_str(file)
        except BaseException:  # A panic, too.
            print("null")
            continue
        print(json.dumps([tokenizer.encode(text).ids for text in texts]))


def attempt(work):
    try:
        return work()
    except BaseException:  # A panic, too.
        return None


def decode(paths, lists):
    lists = read(lists)
    for file in read(paths):
        tokenizer = Tokenizer.from_str(file)
        rows = []
        for ids, skips in itertools.product(lists, (False, True)):
            stream = decoders.DecodeStream(skip_special_tokens=skips)
            rows.append({"text": attempt(lambda: tokenizer.decode(ids, skip_special_tokens=skips)),
                         "parts": attempt(lambda: [stream.step(tokenizer, id) or "" for id in ids])})
        print(json.dumps(rows))


{"normalize": normalize, "pretokenize": pretokenize, "encode": encode, "files": files, "decode": decode}[sys.argv[1]](*sys.argv[2:])
