"""sentencepiece_rule.py RULE FILE: writes the model of sentencepiece 0.2.3 that only normalises, by one of its rules."""
import sys

import sentencepiece

assert sentencepiece.__version__ == "0.2.3", sentencepiece.__version__
rule, file = sys.argv[1:3]
with open(file, "wb") as output:
    output.write(sentencepiece.SentencePieceNormalizer(rule_name=rule).serialized_model_proto())
