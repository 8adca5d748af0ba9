/// Parameters that other tools and published corpora used. Candidates are verified all the same unless `verify` is
/// false, and shingles are always as in `Shingles`.
package enum MinHashPreset: String, Codable, Sendable, CaseIterable {
    /// huggingface/datatrove, src/datatrove/pipeline/dedup/minhash.py, `MinhashConfig`: 5 words, 14 buckets of 8 hashes;
    /// it does not verify, and names (1/14)^(1/8) as its threshold.
    case datatrove
    /// ChenghaoMou/text-dedup, text_dedup/minhash.py: 5 words, threshold 0.7, 240 permutations in 24 bands of 10.
    case textDedup = "text-dedup"
    /// NVIDIA NeMo Curator, fuzzy deduplication: 24 characters, 20 bands of 13, Jaccard threshold 0.8.
    case nemo
    /// Brown et al. 2020, "Language Models are Few-Shot Learners", appendix A: Spark's MinHashLSH with 10 hashes, each a
    /// table of its own, over single words. What counted as "high overlap" is not said; 0.8 is as in the other corpora.
    case gpt3
    /// Rae et al. 2021, "Scaling Language Models", appendix A.1.1: Jaccard similarity of 13-grams above 0.8. Bands are
    /// not published: they are made from the threshold.
    case gopher
    /// Zhang et al. 2022, "OPT", section 2.3: MinHashLSH with Jaccard similarity of at least 0.95. Bands are not
    /// published: they are made from the threshold.
    case opt
    /// Smith et al. 2022, Megatron-Turing NLG, by NVIDIA/Megatron-LM, tools/openwebtext/find_duplicates.py: 5 characters,
    /// 100 seeds in 10 bands; its README counts documents as similar from 0.9.
    case mtNLG = "mt-nlg"

    /// Without bands where none were published.
    var parameters: MinHashParameters {
        switch self {
        case .datatrove: Self.parameters(0.72, 5, .words, bands: 14, rows: 8)
        case .textDedup: Self.parameters(0.7, 5, .words, bands: 24, rows: 10)
        case .nemo: Self.parameters(0.8, 24, .characters, bands: 20, rows: 13)
        case .gpt3: Self.parameters(0.8, 1, .words, bands: 10, rows: 1)
        case .gopher: Self.parameters(0.8, 13, .words, bands: 0, rows: 0)
        case .opt: Self.parameters(0.95, 5, .words, bands: 0, rows: 0)
        case .mtNLG: Self.parameters(0.9, 5, .characters, bands: 10, rows: 10)
        }
    }

    /// What holds without a preset.
    static let usual = parameters(0.7, 5, .words, bands: 0, rows: 0)

    private static func parameters(
        _ threshold: Double, _ shingle: Int, _ unit: ShingleUnit, bands: Int, rows: Int
    ) -> MinHashParameters {
        MinHashParameters(
            threshold: threshold, shingle: shingle, unit: unit, bands: bands, rows: rows, verifies: true)
    }
}
