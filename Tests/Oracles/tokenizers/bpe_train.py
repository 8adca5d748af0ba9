"""bpe_train.py CASES: what Hugging Face tokenizers 0.23.3 learns of byte-level BPE. CASES is a JSON list of {texts,
vocabulary, minimum, special, alphabet, longest}; for each a line of JSON with its merges and its vocabulary."""
import json
import sys

import tokenizers
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
for case in json.load(open(sys.argv[1], encoding="utf-8")):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    alphabet = case.get("alphabet")
    trainer = trainers.BpeTrainer(
        vocab_size=case["vocabulary"], min_frequency=case["minimum"], show_progress=False, special_tokens=case["special"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet() if alphabet is None else list(alphabet),
        max_token_length=case.get("longest"))
    tokenizer.train_from_iterator(case["texts"], trainer)
    model = json.loads(tokenizer.to_str())["model"]
    print(json.dumps({"merges": model["merges"], "vocab": model["vocab"]}))
