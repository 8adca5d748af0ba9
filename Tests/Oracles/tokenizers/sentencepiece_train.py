"""sentencepiece_train.py TEXT SETTINGS MODEL: what sentencepiece 0.2.3 learns from a text file: [piece, score] each, or
the largest vocabulary there is where it asks for a smaller one. SETTINGS are its trainer's, as JSON."""
import json
import re
import sys

import sentencepiece

assert sentencepiece.__version__ == "0.2.3", sentencepiece.__version__
text, settings, model = sys.argv[1:4]
try:
    sentencepiece.SentencePieceTrainer.train(
        input=text, model_prefix=model, num_threads=16, minloglevel=3, **json.loads(settings))
except RuntimeError as error:
    print(json.dumps({"most": int(re.search(r"<= (\d+)", str(error))[1]), "pieces": []}))
    sys.exit()
loaded = sentencepiece.SentencePieceProcessor(model_file=model + ".model")
pieces = [{"piece": loaded.id_to_piece(id), "score": loaded.get_score(id)} for id in range(len(loaded))]
print(json.dumps({"pieces": pieces}))
