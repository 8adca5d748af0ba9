"""Tokenizers of every model of Hugging Face tokenizers 0.23.3, with every kind of component around them, trained on some
texts: KINDS, by name. Each takes the texts and how many tokens to learn."""
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

ALPHABET = pre_tokenizers.ByteLevel.alphabet()
BYTES = [f"<0x{byte:02X}>" for byte in range(256)]


def trained(texts, model, trainer, normalizer=None, splitter=None, decoder=None, post=None):
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


def gpt2(texts, size=900):
    trainer = trainers.BpeTrainer(vocab_size=size, initial_alphabet=ALPHABET, show_progress=False,
                                  special_tokens=["<|endoftext|>"])
    return trained(texts, models.BPE(), trainer, None, pre_tokenizers.ByteLevel(add_prefix_space=False),
                   decoders.ByteLevel(), processors.ByteLevel(trim_offsets=False))


def nfc_byte_level(texts, size=900):
    return trained(texts, models.BPE(),
                   trainers.BpeTrainer(vocab_size=size, initial_alphabet=ALPHABET, show_progress=False),
                   normalizers.NFC(), pre_tokenizers.ByteLevel(add_prefix_space=True), decoders.ByteLevel(),
                   processors.ByteLevel(trim_offsets=False))


def metaspace_bpe(texts, size=900):
    return trained(texts, models.BPE(unk_token="<unk>", fuse_unk=True),
                   trainers.BpeTrainer(vocab_size=size, special_tokens=["<unk>"], limit_alphabet=60, show_progress=False),
                   normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()]), pre_tokenizers.Metaspace(),
                   decoders.Metaspace())


def affixed_bpe(texts, size=900):
    return trained(texts, models.BPE(unk_token="<unk>"),
                   trainers.BpeTrainer(vocab_size=size, special_tokens=["<unk>"], limit_alphabet=40, show_progress=False,
                                       continuing_subword_prefix="##", end_of_word_suffix="</w>"),
                   normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer(), decoders.BPEDecoder())


def llama(texts, size=900):
    trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=["<unk>", "<s>", "</s>"] + BYTES, limit_alphabet=40,
                                  show_progress=False)
    post = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 1), ("</s>", 2)])
    return trained(texts, models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True), trainer,
                   normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]), None,
                   decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
                                      decoders.Strip(" ", 1, 0)]), post)


def wordpiece(texts, size=900):
    trainer = trainers.WordPieceTrainer(vocab_size=size, special_tokens=["[UNK]", "[CLS]", "[SEP]", "[PAD]"],
                                        show_progress=False)
    tokenizer = trained(texts, models.WordPiece(unk_token="[UNK]"), trainer, normalizers.BertNormalizer(),
                        pre_tokenizers.BertPreTokenizer(), decoders.WordPiece(),
                        processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1)))
    tokenizer.enable_truncation(24)
    tokenizer.enable_padding(length=12, pad_id=3, pad_token="[PAD]")
    return tokenizer


def unigram(texts, size=900):
    trainer = trainers.UnigramTrainer(vocab_size=size, unk_token="<unk>", special_tokens=["<unk>"], show_progress=False)
    return trained(texts, models.Unigram(), trainer,
                   normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(),
                                         normalizers.Replace(Regex(" {2,}"), " ")]),
                   pre_tokenizers.Metaspace(prepend_scheme="first", split=False), decoders.Metaspace())


def wordlevel(texts, size=900):
    level = trained(texts, models.WordLevel(unk_token="[UNK]"),
                    trainers.WordLevelTrainer(vocab_size=size, special_tokens=["[UNK]"], show_progress=False),
                    normalizers.Sequence([normalizers.NFD(), normalizers.StripAccents(), normalizers.Strip()]),
                    pre_tokenizers.Sequence([pre_tokenizers.Whitespace(), pre_tokenizers.Digits(individual_digits=True)]))
    level.add_tokens([AddedToken("ab", single_word=True), AddedToken("the", lstrip=True, rstrip=True),
                      AddedToken("É", normalized=True), "ae"])
    level.add_special_tokens([AddedToken("<|x|>", lstrip=True), "<|xy|>"])
    return level


def split_byte_level(texts, size=900):
    splitter = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"\p{N}{1,3}"), "isolated"),
        pre_tokenizers.Split(Regex("[一-龥぀-ゟ゠-ヿ]+"), "isolated"),
        pre_tokenizers.Split(Regex(r"\s+|\p{L}+|[^\s\p{L}\p{N}]+"), "merged_with_next"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    return trained(texts, models.BPE(),
                   trainers.BpeTrainer(vocab_size=size, initial_alphabet=ALPHABET, show_progress=False), None, splitter,
                   decoders.ByteLevel())


CL100K = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
          r"|\s+(?!\S)|\s+")


def by_pattern(texts, size, pattern, special, **model):
    trainer = trainers.BpeTrainer(vocab_size=size, initial_alphabet=ALPHABET, show_progress=False)
    splitter = pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(pattern), "isolated"),
                                        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer = trained(texts, models.BPE(**model), trainer, None, splitter, decoders.ByteLevel())
    tokenizer.add_special_tokens(special)
    return tokenizer


def llama3(texts, size=900):
    special = ["<|begin_of_text|>", "<|eot_id|>", "<|start_header_id|>"]
    tokenizer = by_pattern(texts, size, CL100K, special, ignore_merges=True)
    start = tokenizer.token_to_id(special[0])
    tokenizer.post_processor = processors.Sequence([
        processors.ByteLevel(trim_offsets=False),
        processors.TemplateProcessing(single=f"{special[0]} $A", special_tokens=[(special[0], start)])])
    return tokenizer


def qwen2(texts, size=900):
    tokenizer = by_pattern(texts, size, CL100K.replace("{1,3}", ""), ["<|im_start|>", "<|im_end|>"])
    tokenizer.add_tokens([AddedToken("<think>", normalized=False), AddedToken("é́", normalized=True)])
    tokenizer.normalizer = normalizers.NFC()
    return tokenizer


def roberta(texts, size=900):
    trainer = trainers.BpeTrainer(vocab_size=size, initial_alphabet=ALPHABET, show_progress=False,
                                  special_tokens=["<s>", "<pad>", "</s>"])
    tokenizer = trained(texts, models.BPE(), trainer, None, pre_tokenizers.ByteLevel(add_prefix_space=True),
                        decoders.ByteLevel(), processors.RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=False))
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, normalized=False)])
    tokenizer.add_tokens([AddedToken("the", rstrip=True), AddedToken(" an", normalized=True), AddedToken("ab")])
    return tokenizer


def xlm_roberta(texts, size=900):
    from sentencepiece import SentencePieceNormalizer, sentencepiece_model_pb2
    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(SentencePieceNormalizer(rule_name="nmt_nfkc").serialized_model_proto())
    trainer = trainers.UnigramTrainer(vocab_size=max(size, 700), unk_token="<unk>", show_progress=False,
                                      special_tokens=["<s>", "<pad>", "</s>", "<unk>"] + BYTES)
    tokenizer = trained(texts, models.Unigram(), trainer,
                        normalizers.Precompiled(proto.normalizer_spec.precompiled_charsmap),
                        pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]),
                        decoders.Metaspace())
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True)])
    return tokenizer


def clip(texts, size=900):
    trainer = trainers.BpeTrainer(vocab_size=size, end_of_word_suffix="</w>", initial_alphabet=ALPHABET,
                                  show_progress=False, special_tokens=["<|startoftext|>", "<|endoftext|>"])
    normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "),
                                       normalizers.Lowercase()])
    splitter = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"), "removed", invert=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False)])
    return trained(texts, models.BPE(unk_token="<|endoftext|>"), trainer, normalizer, splitter, decoders.ByteLevel())


KINDS = {build.__name__: build for build in [
    nfc_byte_level, metaspace_bpe, affixed_bpe, llama, wordpiece, unigram, wordlevel, split_byte_level, gpt2,
    llama3, qwen2, roberta, xlm_roberta, clip]}
