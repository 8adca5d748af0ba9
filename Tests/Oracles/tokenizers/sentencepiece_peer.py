"""What sentencepiece 0.2.3 does. Usage: sentencepiece_peer.py MODEL TEXTS; JSON on standard output: of each text the
ids, the bytes of the text where each begins and ends, and the decoded text. With "bytes" after it, texts are hexadecimal,
and may be no UTF-8; with "ids", TEXTS are lists of ids to decode."""
import json
import sys

import sentencepiece

assert sentencepiece.__version__ == "0.2.3", sentencepiece.__version__
model = sentencepiece.SentencePieceProcessor(model_file=sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    texts = json.load(file)
if sys.argv[3:] == ["bytes"]:
    print(json.dumps([model.encode(bytes.fromhex(text)) for text in texts]))
    sys.exit()
if sys.argv[3:] == ["ids"]:
    print(json.dumps([model.decode(ids) for ids in texts]))
    sys.exit()
rows = []
for text in texts:
    proto = model.encode(text, return_type="proto")
    ids = [piece.id for piece in proto.pieces]
    rows.append({"ids": ids, "begins": [piece.begin for piece in proto.pieces],
                 "ends": [piece.end for piece in proto.pieces], "text": model.decode(ids)})
print(json.dumps(rows))
