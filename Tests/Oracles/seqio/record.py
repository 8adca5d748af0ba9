"""Records what t5 and seqio draw: masks, what becomes of noise, and lengths.

usage: record.py > ../recorded/seqio.json      (t5==0.9.4 with its TensorFlow; not needed by any test)
"""

import json
import random

import seqio
import t5.data.preprocessors as t5
import tensorflow as tf


class Vocabulary(seqio.PassThroughVocabulary):
    """Ids below 1000, sentinels at its upper end."""

    def __init__(self):
        super().__init__(size=1000)


VOCABULARY = Vocabulary()
NOISE = {
    "spanToUniqueSentinel": t5.noise_span_to_unique_sentinel,
    "spanToSentinel": t5.noise_span_to_sentinel,
    "tokenToSentinel": t5.noise_token_to_sentinel,
    "drop": t5.drop_noise_tokens,
    "permute": t5.permute_noise_tokens,
    "tokenToRandomTokenOrSentinel": lambda tokens, mask, vocabulary, seeds: t5.noise_token_to_random_token_or_sentinel(
        tokens, mask, vocabulary, seeds, random_prob=0.1),
}


def main():
    draw = random.Random(5)
    masks, noises, examples, lengths = [], [], [], []
    for _ in range(150):
        length = draw.choice([1, 2, 3, 5, 17, 64, 200])
        density = draw.choice([0.1, 0.15, 0.25, 0.5, 0.9])
        mean = draw.choice([1.0, 2.0, 3.0, 8.0, 64.0])
        seeds = [[draw.getrandbits(62), draw.getrandbits(62)] for _ in range(2)]
        noise = max(1, min(length - 1, round(length * density)))
        if round(noise / mean) > length - noise:
            continue  # more spans than text between them: t5 fails
        mask = t5.random_spans_noise_mask(length, density, tf.constant(seeds, tf.int64), mean)
        iid = t5.iid_noise_mask(length, density, tf.constant(seeds[:1], tf.int64))
        masks.append({
            "length": length, "density": density, "mean": mean, "seeds": seeds,
            "spans": mask.numpy().nonzero()[0].tolist(), "independent": iid.numpy().nonzero()[0].tolist()})
    for _ in range(60):
        tokens = [draw.randrange(900) for _ in range(draw.choice([1, 2, 9, 40]))]
        mask = [draw.random() < 0.4 for _ in tokens]
        seeds = [[draw.getrandbits(62), draw.getrandbits(62)] for _ in range(2)]
        row = {"tokens": tokens, "mask": [int(x) for x in mask], "seeds": seeds, "outputs": {}}
        for name, function in NOISE.items():
            made = function(tf.constant(tokens), tf.constant(mask), VOCABULARY, tf.constant(seeds, tf.int64))
            row["outputs"][name] = made.numpy().tolist()
        noises.append(row)
    for _ in range(60):
        tokens = [draw.randrange(900) for _ in range(draw.choice([2, 9, 40, 150]))]
        seed = [draw.getrandbits(62), draw.getrandbits(62)]
        made = t5.single_example_denoise(
            {"targets": tf.constant(tokens)}, tf.constant(seed, tf.int64),
            output_features={"inputs": seqio.Feature(VOCABULARY), "targets": seqio.Feature(VOCABULARY)},
            noise_density=0.15,
            noise_mask_fn=lambda length, density, seeds: t5.random_spans_noise_mask(length, density, seeds, 3.0),
            inputs_fn=t5.noise_span_to_unique_sentinel, targets_fn=t5.nonnoise_span_to_unique_sentinel)
        examples.append({
            "tokens": tokens, "seed": seed, "inputs": made["inputs"].numpy().tolist(),
            "targets": made["targets"].numpy().tolist()})
    for inputs in (32, 64, 512, 1024):
        for density in (0.1, 0.15, 0.2, 0.5):
            for mean in (1, 2, 3, 8, 64):
                tokens, targets = t5.random_spans_helper(inputs, density, mean, 1, 1)
                lengths.append([inputs, density, mean, tokens, targets])
    print(json.dumps({"masks": masks, "noises": noises, "examples": examples, "lengths": lengths}))


main()
