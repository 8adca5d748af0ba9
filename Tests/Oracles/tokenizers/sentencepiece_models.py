"""sentencepiece_models.py TEXTS FOLDER: trains small models with sentencepiece 0.2.3, one of every kind."""
import json
import sys

import sentencepiece

texts, folder = sys.argv[1:3]
with open(texts, encoding="utf-8") as file:
    lines = [line for text in json.load(file) for line in text.split("\n") if line.strip()]
KINDS = {
    "unigram": {"model_type": "unigram"},
    "unigram_bytes": {"model_type": "unigram", "byte_fallback": True, "character_coverage": 0.98},
    "unigram_symbols": {"model_type": "unigram", "user_defined_symbols": ["<sep>", "ab", "▁the"],
                        "control_symbols": ["<ctl>"], "normalization_rule_name": "nfkc_cf"},
    "unigram_suffix": {"model_type": "unigram", "treat_whitespace_as_suffix": True,
                       "normalization_rule_name": "nmt_nfkc"},
    "bpe": {"model_type": "bpe", "normalization_rule_name": "nmt_nfkc_cf"},
    "bpe_llama": {"model_type": "bpe", "byte_fallback": True, "character_coverage": 0.98, "split_digits": True,
                  "allow_whitespace_only_pieces": True, "remove_extra_whitespaces": False,
                  "normalization_rule_name": "identity"},
    "bpe_symbols": {"model_type": "bpe", "user_defined_symbols": ["<sep>", "ab", "e "],
                    "normalization_rule_name": "nfkc"},
    "bpe_sentences": {"model_type": "bpe", "split_by_whitespace": False, "add_dummy_prefix": False},
    "word": {"model_type": "word"},
    "char": {"model_type": "char"},
}
for name, settings in KINDS.items():
    settings.setdefault("vocab_size", 900)
    if settings["model_type"] in ("word", "char"):
        settings["hard_vocab_limit"] = False
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_prefix=f"{folder}/{name}", num_threads=1, minloglevel=2, **settings)
print(json.dumps(sorted(KINDS)))
