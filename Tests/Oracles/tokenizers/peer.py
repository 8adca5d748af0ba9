"""What Hugging Face tokenizers 0.23.3 does. Usage: peer.py COMMAND FILE…; answers on standard output as JSON.

train TEXTS VOCABULARY MINIMUM_FREQUENCY SPECIAL OUT   TEXTS is a JSON list; writes the tokenizer to OUT
encode TOKENIZER TEXTS                                 the ids of each text
gpt2 VOCAB MERGES TEXTS OUT                            the ids of each text; writes the model's own two files to OUT
wordpiece VOCAB TEXTS                                  the ids of each text, as BERT's vocabulary is meant to be used
pretokenize TEXTS [COMPONENT]                          the length in UTF-8 bytes of each pre-token of each text
layouts LAYOUTS TEXTS VOCABULARY                       for each {"normalizer", "pre_tokenizer"} of a JSON list, on a line:
                                                       a byte-level BPE tokenizer learnt with it from the texts, and its
                                                       ids and byte offsets of each text
"""
import itertools
import json
import sys

import tokenizers
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

assert tokenizers.__version__ == "0.23.3", tokenizers.__version__


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def train(texts, vocabulary, minimum, special, out):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=int(vocabulary), min_frequency=int(minimum), show_progress=False,
                                  special_tokens=json.loads(special), initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    tokenizer.train_from_iterator(read(texts), trainer)
    tokenizer.save(out)


def encode(path, texts):
    tokenizer = Tokenizer.from_file(path)
    print(json.dumps([encoding.ids for encoding in tokenizer.encode_batch(read(texts))]))


def gpt2(vocabulary, merges, texts, out):
    model = models.BPE.from_file(vocabulary, merges)
    model.save(out)
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    print(json.dumps([encoding.ids for encoding in tokenizer.encode_batch(read(texts))]))


def wordpiece(vocabulary, texts):
    model = models.WordPiece.from_file(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100)
    tokenizer = Tokenizer(model)
    with open(vocabulary, encoding="utf-8") as file:
        special = [line.rstrip("\n") for line in file if line.rstrip("\n") in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")]
    tokenizer.add_special_tokens(special)
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    print(json.dumps([encoding.ids for encoding in tokenizer.encode_batch(read(texts))]))


def assembled(normalizer, pre_tokenizer):
    whole = {"version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": normalizer,
             "pre_tokenizer": pre_tokenizer, "post_processor": None, "decoder": None,
             "model": {"type": "BPE", "vocab": {}, "merges": []}}
    return Tokenizer.from_str(json.dumps(whole))


def pretokenize(texts, component=None):
    splitter = pre_tokenizers.ByteLevel(add_prefix_space=False)
    if component:
        splitter = assembled(None, read(component)).pre_tokenizer
    # Every byte is one character of the alphabet, so that lengths are in bytes.
    print(json.dumps([[len(piece) for piece, _ in splitter.pre_tokenize_str(text)] for text in read(texts)]))


def layouts(specifications, texts, vocabulary):
    texts = read(texts)
    for layout in read(specifications):
        tokenizer = assembled(layout["normalizer"], layout["pre_tokenizer"])
        trainer = trainers.BpeTrainer(vocab_size=int(vocabulary), show_progress=False,
                                      initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
        tokenizer.train_from_iterator(texts, trainer)
        rows = []
        for text in texts:
            places = [0, *itertools.accumulate(len(character.encode()) for character in text)]
            encoding = tokenizer.encode(text)
            rows.append({"ids": encoding.ids, "offsets": [[places[a], places[b]] for a, b in encoding.offsets]})
        print(json.dumps({"file": tokenizer.to_str(), "rows": rows}))


{"train": train, "encode": encode, "gpt2": gpt2, "wordpiece": wordpiece, "pretokenize": pretokenize,
 "layouts": layouts}[sys.argv[1]](*sys.argv[2:])
