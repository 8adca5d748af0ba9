"""tokenizers_train.py TEXT VOCABULARY OUT: byte-level BPE on the lines of a text with Hugging Face tokenizers."""
import pathlib
import sys

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

text, vocabulary, out = sys.argv[1], int(sys.argv[2]), pathlib.Path(sys.argv[3])
tokenizer = Tokenizer(models.BPE())
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
tokenizer.decoder = decoders.ByteLevel()
trainer = trainers.BpeTrainer(vocab_size=vocabulary, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
                              show_progress=False)
with open(text, encoding="utf-8", newline="\n") as file:
    tokenizer.train_from_iterator((line.rstrip("\n") for line in file), trainer)
out.mkdir(parents=True, exist_ok=True)
tokenizer.save(str(out / "tokenizer.json"))
