"""sentencepiece_train.py TEXT VOCABULARY MODEL THREADS: SentencePiece's BPE on the lines of a text.
sentencepiece_train.py --same MODEL OTHER: whether two models have the same pieces with the same scores."""
import sys

import sentencepiece


def pieces(path):
    model = sentencepiece.SentencePieceProcessor(model_file=path)
    return [(model.id_to_piece(id), model.get_score(id)) for id in range(len(model))]


if sys.argv[1] == "--same":
    sys.exit(pieces(sys.argv[2]) != pieces(sys.argv[3]))
text, vocabulary, model, threads = sys.argv[1:]
sentencepiece.SentencePieceTrainer.train(
    input=text, model_prefix=model, model_type="bpe", vocab_size=int(vocabulary), num_threads=int(threads),
    normalization_rule_name="identity", minloglevel=2)
