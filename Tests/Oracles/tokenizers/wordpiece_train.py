"""wordpiece_train.py CASES: what Hugging Face tokenizers 0.23.3 learns of WordPiece with BERT's normalizer. CASES is a
JSON list of {texts, vocabulary, minimum, special, lowercase, strip}; for each a line of JSON, the vocabulary.

The peer numbers the characters that go on in words by the order of a hash table, another in each run, and merges equally
frequent pairs by these numbers. With {"numbered": true} the characters are given it as special tokens, in the order of
code points: then it is the same in each run."""
import json
import sys

import tokenizers
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
for case in json.load(open(sys.argv[1], encoding="utf-8")):
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=case["lowercase"], strip_accents=case.get("strip"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    first = []
    if case["numbered"]:
        words = [word for text in case["texts"] for word, _ in
                 tokenizer.pre_tokenizer.pre_tokenize_str(tokenizer.normalizer.normalize_str(text))]
        first = sorted(set("".join(words))) + ["##" + c for c in sorted(set("".join(word[1:] for word in words)))]
    trainer = trainers.WordPieceTrainer(vocab_size=case["vocabulary"], min_frequency=case["minimum"], show_progress=False,
                                        special_tokens=case["special"] + first)
    tokenizer.train_from_iterator(case["texts"], trainer)
    print(json.dumps(json.loads(tokenizer.to_str())["model"]["vocab"]))
