"""What sentencepiece 0.2.3 does. Usage: sentencepiece_peer.py MODEL TEXTS; JSON on standard output: of each text the
ids, the byte of the text where each ends, and the decoded text."""
import json
import sys

import sentencepiece

assert sentencepiece.__version__ == "0.2.3", sentencepiece.__version__
model = sentencepiece.SentencePieceProcessor(model_file=sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    texts = json.load(file)
rows = []
for text in texts:
    proto = model.encode(text, return_type="proto")
    ids = [piece.id for piece in proto.pieces]
    rows.append({"ids": ids, "ends": [piece.end for piece in proto.pieces], "text": model.decode(ids)})
print(json.dumps(rows))
