"""sentencepiece_models.py TEXTS FOLDER [KIND]: trains small models with sentencepiece 0.2.3, one of every kind."""
import json
import sys

import sentencepiece

KINDS = {
    "unigram": {"model_type": "unigram"},
    "unigram_bytes": {"model_type": "unigram", "byte_fallback": True, "character_coverage": 0.98,
                      "normalization_rule_name": "nfkc"},
    "unigram_symbols": {"model_type": "unigram", "user_defined_symbols": ["<sep>", "ab", "▁the"],
                        "control_symbols": ["<ctl>"], "normalization_rule_name": "nfkc_cf"},
    "unigram_suffix": {"model_type": "unigram", "treat_whitespace_as_suffix": True,
                       "normalization_rule_name": "nmt_nfkc_cf"},
    "unigram_identity": {"model_type": "unigram", "normalization_rule_name": "identity", "split_digits": True,
                         "remove_extra_whitespaces": False},
    "bpe": {"model_type": "bpe", "normalization_rule_name": "nmt_nfkc_cf"},
    "bpe_llama": {"model_type": "bpe", "byte_fallback": True, "character_coverage": 0.98, "split_digits": True,
                  "allow_whitespace_only_pieces": True, "remove_extra_whitespaces": False,
                  "normalization_rule_name": "identity"},
    "bpe_symbols": {"model_type": "bpe", "user_defined_symbols": ["<sep>", "ab", "e "],
                    "normalization_rule_name": "nfkc"},
    "bpe_sentences": {"model_type": "bpe", "split_by_whitespace": False, "add_dummy_prefix": False},
    "bpe_suffix": {"model_type": "bpe", "treat_whitespace_as_suffix": True, "normalization_rule_name": "nfkc_cf"},
    "word": {"model_type": "word", "hard_vocab_limit": False},
    "char": {"model_type": "char", "hard_vocab_limit": False},
}


def train(lines, prefix, settings):
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_prefix=prefix, num_threads=1, minloglevel=2, **settings)


if __name__ == "__main__":
    texts, folder, *kinds = sys.argv[1:]
    with open(texts, encoding="utf-8") as file:
        lines = [line for text in json.load(file) for line in text.split("\n") if line.strip()]
    for name, settings in KINDS.items():
        if name in (kinds or KINDS):
            train(lines, f"{folder}/{name}", dict({"vocab_size": 900}, **settings))
    print(json.dumps(sorted(KINDS)))
