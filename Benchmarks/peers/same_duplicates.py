"""Whether quern finds as many of the planted copies as a peer does, to within a point, and removes nothing that is not as
similar as it says: same_duplicates.py CORPUS.jsonl QUERN_FOLDER PEER_OUTPUT

The peer's output is a JSON Lines file, a folder of them (.zst too), or a folder that datasets wrote."""
import json
import pathlib
import re
import sys

# An underline is no letter to Quern, and an apostrophe does not end a word.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
THRESHOLD = 0.72
SAMPLE = 400


def shingles(text):
    words = WORD.findall(text.lower())
    return {tuple(words[place:place + 5]) for place in range(max(1, len(words) - 4))}


def jaccard(one, other):
    one, other = shingles(one), shingles(other)
    return len(one & other) / len(one | other)


def lines(path):
    if path.suffix == ".zst":
        import zstandard
        with zstandard.open(path, "rt", encoding="utf-8") as file:
            yield from file
    else:
        with open(path, encoding="utf-8") as file:
            yield from file


def kept(output):
    if (output / "dataset_info.json").exists():
        import datasets
        return set(datasets.load_from_disk(str(output))["id"])
    files = [output] if output.is_file() else sorted(
        path for pattern in ["*.jsonl", "*.jsonl.zst"] for path in output.glob(pattern))
    return {json.loads(line)["id"] for file in files for line in lines(file)}


def main(corpus, ours, peer):
    texts = {document["id"]: document["text"] for document in map(json.loads, lines(corpus))}
    rows = [json.loads(line) for line in lines(ours / "clusters" / "distinct.jsonl")]
    # \w leaves out combining marks, so that the two may differ a little.
    untrue = sum(jaccard(texts[row["id"]], texts[row["kept"]]) < THRESHOLD - 0.02
                 for row in rows[::max(1, len(rows) // SAMPLE)])
    planted = [id for id in texts if id.endswith("#edited")]
    planted = [id for id in planted if jaccard(texts[id], texts[id.removesuffix("#edited")]) >= THRESHOLD]
    shares = []
    for left in [texts.keys() - {row["id"] for row in rows}, kept(peer)]:
        found = sum(not (id in left and id.removesuffix("#edited") in left) for id in planted)
        shares.append(found / len(planted))
        print(f"{found} of {len(planted)} planted copies found, {len(left)} of {len(texts)} documents kept")
    print(f"{untrue} of {min(len(rows), SAMPLE)} removals looked at are untrue")
    return untrue == 0 and shares[0] >= shares[1] - 0.01


if __name__ == "__main__":
    sys.exit(0 if main(*map(pathlib.Path, sys.argv[1:])) else 1)
