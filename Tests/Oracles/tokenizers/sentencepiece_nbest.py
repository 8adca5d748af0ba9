"""The n-best lists of sentencepiece 0.2.3. Usage: sentencepiece_nbest.py MODEL TEXTS N; of each text, as JSON, the ids of
its N best segmentations, or null where the model has no such list."""
import json
import sys

import sentencepiece

assert sentencepiece.__version__ == "0.2.3", sentencepiece.__version__
model = sentencepiece.SentencePieceProcessor(model_file=sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    texts = json.load(file)
try:
    print(json.dumps([model.nbest_encode_as_ids(text, int(sys.argv[3])) for text in texts]))
except RuntimeError:
    print("null")
