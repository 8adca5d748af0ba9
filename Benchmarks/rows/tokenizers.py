"""Learning tokenizers, encoding with them, loading them."""
import dataclasses
import pathlib

from row import PEERS, PYTHON, QUERN, SHARED, Row, plural, succeeds, unpacked


def rows(corpora, work, threads):
    yield from training(corpora, work, threads)
    yield from encoding(corpora, work, threads)
    if threads == 1:
        yield from loading(corpora, work)


def training(corpora, work, threads):
    names = ["docs_en_100mb", "docs_multi_100mb"]
    for name in names:
        for peer in ["tokenizers", "gigatoken"]:
            yield bpe_training(corpora / f"{name}.txt", peer, 32_000, work, threads)
    for peer in ["gigatoken", "rustbpe"]:
        yield bpe_training(corpora / "docs_multi_100mb.txt", peer, 128_000, work, threads)
    for model, name in [(model, name) for model in ["bpe", "unigram"] for name in names]:
        text, ours = corpora / f"{name}.txt", work / f"{name}.{model}.quern"
        theirs = work / f"{name}.{model}.model"
        yield Row(
            f"train SentencePiece {model} 32k, {name}, {plural(threads)}, sentencepiece", text,
            train(text, 32_000, ours, threads, "--model", model, "--style", "sentencepiece"),
            sentencepiece(text, model, theirs, threads),
            lambda ours=ours, theirs=theirs: succeeds(
                PYTHON, PEERS / "sentencepiece_train.py", "--same", ours / "tokenizer" / "tokenizer.model", theirs),
            threads)


def bpe_training(text, peer, size, work, threads):
    ours, theirs = work / f"{text.stem}.quern", work / f"{text.stem}.{peer}"
    return Row(
        f"train BPE {size // 1000}k, {text.stem}, {plural(threads)}, {peer}", text, train(text, size, ours, threads),
        [PYTHON, PEERS / f"{peer}_train.py", text, size, theirs],
        lambda: succeeds(PYTHON, PEERS / "same_merges.py", ours / "tokenizer" / "tokenizer.json", theirs), threads)


def train(text, size, out, threads, *options):
    return [QUERN, "tokenizer", "train", text, "--input-format", "text", "--unit", "line", "--vocab-size", size,
            *options, "--threads", threads, "--quiet", "-o", out]


def sentencepiece(text, model, file, threads):
    return [PYTHON, PEERS / "sentencepiece_train.py", text, model, 32_000, file.with_suffix(""), threads]


def encoding(corpora, work, threads):
    texts = [corpora / f"{name}_50mb.txt" for name in ["docs_en", "docs_multi", "code"]]
    for text in texts:
        for ranks in ["cl100k_base", "o200k_base"]:
            model = unpacked(SHARED / "tokenizers" / f"{ranks}.tiktoken.gz", work)
            if model and threads == 1:
                yield from encode(text, Model(model), ["gigatoken", "tiktoken"], work)
            elif model:
                yield more_threads(text, model, work, threads)
    if threads > 1:
        return
    for text in texts[:2]:
        yield from encode(text, learnt(text, "json", work), ["tokenizers"], work)
        bpe = learnt(text, "bpe", work)
        yield from encode(text, bpe, ["sentencepiece"], work)
        # gigatoken takes `<s>` in a text for the special token, which it is not for SentencePiece.
        yield from encode(without(["<s>", "</s>", "<unk>"], text, work), bpe, ["gigatoken"], work)
        yield from encode(text, learnt(text, "unigram", work), ["sentencepiece"], work)
        model = SHARED / "tokenizers" / "chinese_sp.model"
        if model.exists():
            yield from encode(text, Model(model), ["sentencepiece"], work)


def without(strings, text, work):
    """The lines of a text that have none of the strings."""
    path = work / f"{text.stem}.plain.txt"
    if not path.exists():
        # Line by line: what this process holds is counted for those it starts.
        with text.open("rb") as lines, path.open("wb") as out:
            out.writelines(line for line in lines if not any(string.encode() in line for string in strings))
    return path


@dataclasses.dataclass
class Model:
    """A tokenizer's file, and the command that learns it if it is not there."""

    file: pathlib.Path
    learning: list | None = None


def encode(text, model, peers, work):
    """A text's ids."""
    ids, peer_ids = work / "quern.bin", work / "peer.bin"
    for peer in peers:
        yield Row(
            f"encode {model.file.stem}, {text.stem}, 1 thread, {peer}", text, ids_of(text, model.file, ids, 1),
            [PYTHON, PEERS / f"{peer}_encode.py", text, model.file, peer_ids],
            lambda: succeeds("cmp", "-s", ids, peer_ids), 1, model.learning and (model.file, model.learning))


def more_threads(text, model, work, threads):
    ids, single = work / "quern.bin", work / "peer.bin"
    return Row(
        f"encode {model.stem}, {text.stem}, {plural(threads)}, quern with 1", text, ids_of(text, model, ids, threads),
        ids_of(text, model, single, 1), lambda: succeeds("cmp", "-s", ids, single), threads)


def ids_of(text, model, out, threads):
    return [QUERN, "tokenizer", "encode", "--tokenizer", model, text, "--output-format", "bin", "--threads", threads,
            "-o", out]


def loading(corpora, work):
    """A line of text, so that what takes time is to read the tokenizer."""
    line = work / "line.txt"
    line.write_text("One line of text.\n")
    ranks = unpacked(SHARED / "tokenizers" / "cl100k_base.tiktoken.gz", work)
    if ranks:
        yield from encode(line, Model(ranks), ["tiktoken"], work)
    yield from encode(line, learnt(corpora / "docs_multi_100mb.txt", "256k", work), ["tokenizers"], work)


def learnt(text, kind, work):
    """A model learnt from a text by the peer, or of 256,000 tokens by Quern, which takes seconds."""
    if kind == "json":
        file = work / f"{text.stem}.tokenizers" / "tokenizer.json"
        command = [PYTHON, PEERS / "tokenizers_train.py", text, 32_000, file.parent]
    elif kind == "256k":
        file = work / f"{text.stem}.256k" / "tokenizer" / "tokenizer.json"
        command = train(text, 256_000, file.parent.parent, 2)
    else:
        # gigatoken reads no other models of SentencePiece than such ones.
        file = work / f"{text.stem}.{kind}.llama.model"
        command = [*sentencepiece(text, kind, file, 2), "llama"]
    return Model(file, command)
