"""sentencepiece_fuzz.py CASES FOLDER: what sentencepiece 0.2.3 learns from small texts. CASES is a JSON list of {text,
settings}; for each a line of JSON: the pieces, [piece, score] each, or [] where it refuses."""
import json
import sys

import sentencepiece

assert sentencepiece.__version__ == "0.2.3", sentencepiece.__version__
cases, folder = sys.argv[1:3]
for case in json.load(open(cases, encoding="utf-8")):
    with open(folder + "/text.txt", "w", encoding="utf-8", newline="") as file:
        file.write(case["text"])
    try:
        sentencepiece.SentencePieceTrainer.train(
            input=folder + "/text.txt", model_prefix=folder + "/model", num_threads=16, minloglevel=4, **case["settings"])
    except RuntimeError:
        print("[]")
        continue
    loaded = sentencepiece.SentencePieceProcessor(model_file=folder + "/model.model")
    print(json.dumps([[loaded.id_to_piece(id), loaded.get_score(id)] for id in range(len(loaded))]))
