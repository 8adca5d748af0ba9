"""What the components of Hugging Face tokenizers 0.23.3 do. Usage: components.py COMMAND FILE…; JSON on standard output.

normalize COMPONENTS TEXTS      for each normalizer of a JSON list: what it makes of each text
pretokenize COMPONENTS TEXTS    for each pre-tokenizer: the pieces of each text, with their bytes in it
encode TEXTS                    a line for each of many tokenizers: its file, and the ids, byte offsets and decoded text
                                of each text; the last lines add special tokens
"""
import itertools
import json
import sys

import tokenizers
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

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


def zoo(texts):
    """Tokenizers of every model with every kind of component around them."""
    def trained(model, trainer, normalizer=None, splitter=None, decoder=None, post=None):
        tokenizer = Tokenizer(model)
        if normalizer:
            tokenizer.normalizer = normalizer
        if splitter:
            tokenizer.pre_tokenizer = splitter
        if decoder:
            tokenizer.decoder = decoder
        tokenizer.train_from_iterator(texts, trainer)
        if post:
            tokenizer.post_processor = post
        return tokenizer

    quiet = {"show_progress": False}
    byte_level = pre_tokenizers.ByteLevel(add_prefix_space=True)
    yield trained(models.BPE(), trainers.BpeTrainer(vocab_size=900, initial_alphabet=byte_level.alphabet(), **quiet),
                  normalizers.NFC(), byte_level, decoders.ByteLevel(), processors.ByteLevel(trim_offsets=False))
    yield trained(models.BPE(unk_token="<unk>", fuse_unk=True),
                  trainers.BpeTrainer(vocab_size=700, special_tokens=["<unk>"], limit_alphabet=60, **quiet),
                  normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()]), pre_tokenizers.Metaspace(),
                  decoders.Metaspace())
    yield trained(models.BPE(unk_token="<unk>"),
                  trainers.BpeTrainer(vocab_size=700, special_tokens=["<unk>"], limit_alphabet=40,
                                      continuing_subword_prefix="##", end_of_word_suffix="</w>", **quiet),
                  normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer(), decoders.BPEDecoder())
    llama = trained(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True),
                    trainers.BpeTrainer(vocab_size=900, special_tokens=["<unk>", "<s>", "</s>"]
                                        + [f"<0x{byte:02X}>" for byte in range(256)], limit_alphabet=40, **quiet),
                    normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]), None,
                    decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
                                       decoders.Strip(" ", 1, 0)]))
    llama.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 1), ("</s>", 2)])
    yield llama
    wordpiece = trained(models.WordPiece(unk_token="[UNK]"),
                        trainers.WordPieceTrainer(vocab_size=800, special_tokens=["[UNK]", "[CLS]", "[SEP]", "[PAD]"],
                                                  **quiet),
                        normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer(), decoders.WordPiece())
    wordpiece.post_processor = processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1))
    wordpiece.enable_truncation(24)
    wordpiece.enable_padding(length=12, pad_id=3, pad_token="[PAD]")
    yield wordpiece
    yield trained(models.Unigram(), trainers.UnigramTrainer(vocab_size=700, unk_token="<unk>", special_tokens=["<unk>"],
                                                            **quiet),
                  normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(),
                                        normalizers.Replace(Regex(" {2,}"), " ")]),
                  pre_tokenizers.Metaspace(prepend_scheme="first", split=False), decoders.Metaspace())
    level = trained(models.WordLevel(unk_token="[UNK]"),
                    trainers.WordLevelTrainer(vocab_size=900, special_tokens=["[UNK]"], **quiet),
                    normalizers.Sequence([normalizers.NFD(), normalizers.StripAccents(), normalizers.Strip()]),
                    pre_tokenizers.Sequence([pre_tokenizers.Whitespace(), pre_tokenizers.Digits(individual_digits=True)]))
    level.add_tokens([AddedToken("ab", single_word=True), AddedToken("the", lstrip=True, rstrip=True),
                      AddedToken("É", normalized=True), "ae"])
    level.add_special_tokens([AddedToken("<|x|>", lstrip=True), "<|xy|>"])
    yield level
    yield trained(models.BPE(), trainers.BpeTrainer(vocab_size=600, initial_alphabet=byte_level.alphabet(), **quiet), None,
                  pre_tokenizers.Sequence([
                      pre_tokenizers.Split(Regex(r"\p{N}{1,3}"), "isolated"),
                      pre_tokenizers.Split(Regex("[一-龥぀-ゟ゠-ヿ]+"), "isolated"),
                      pre_tokenizers.Split(Regex(r"\s+|\p{L}+|[^\s\p{L}\p{N}]+"), "merged_with_next"),
                      pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]), decoders.ByteLevel())


def encode(texts):
    texts = read(texts)
    for tokenizer in zoo(texts):
        for framed in (False, True):
            rows = []
            for text in texts:
                places = byte_offsets(text)
                encoding = tokenizer.encode(text, add_special_tokens=framed)
                rows.append({"ids": encoding.ids, "offsets": [[places[a], places[b]] for a, b in encoding.offsets],
                             "text": tokenizer.decode(encoding.ids, skip_special_tokens=False)})
            print(json.dumps({"file": tokenizer.to_str(), "framed": framed, "rows": rows}))


{"normalize": normalize, "pretokenize": pretokenize, "encode": encode}[sys.argv[1]](*sys.argv[2:])
