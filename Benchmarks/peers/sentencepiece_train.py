"""sentencepiece_train.py TEXT MODEL VOCABULARY FILE THREADS [llama]: SentencePiece's bpe or unigram on the lines of a
text; with LLaMA's options.
sentencepiece_train.py --same FILE OTHER: whether two models have the same pieces with the same scores, or, if they are
Unigram models, 99.5 % of the pieces: the peer's floats depend on its number of threads."""
import sys

import sentencepiece


def pieces(path):
    model = sentencepiece.SentencePieceProcessor(model_file=path)
    return [(model.id_to_piece(id), model.get_score(id)) for id in range(len(model))]


if sys.argv[1] == "--same":
    ours, theirs = pieces(sys.argv[2]), pieces(sys.argv[3])
    common = len(dict(ours).keys() & dict(theirs).keys())
    is_unigram = any(score % 1 for _, score in theirs)
    sys.exit(common < 0.995 * len(theirs) or len(ours) != len(theirs) if is_unigram else ours != theirs)
text, model, vocabulary, file, threads, *llama = sys.argv[1:]
options = dict(
    byte_fallback=True, split_digits=True, allow_whitespace_only_pieces=True,
    remove_extra_whitespaces=False) if llama else {}
sentencepiece.SentencePieceTrainer.train(
    input=text, model_prefix=file, model_type=model, vocab_size=int(vocabulary), num_threads=int(threads),
    normalization_rule_name="identity", minloglevel=2, **options)
