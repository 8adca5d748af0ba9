import Dedup
import Records
import Text

/// The slow, obvious twin: sets of runs of words as they are written, every pair of documents.
struct BruteForce {
    let sets: [Set<[String]>]

    init(_ texts: [String], shingle: Int) {
        sets = texts.map { text in
            var composed: [UInt8] = []
            Composition.append(Array(text.utf8).span, to: &composed)
            let bytes = composed.span
            var words: [String] = []
            var iterator = Words(bytes)
            while let range = iterator.next() {
                let word = String(decoding: composed[range], as: UTF8.self)
                var folded = String.UnicodeScalarView()
                for scalar in word.unicodeScalars {
                    folded.append(Unicode.Scalar(CaseFolding.of(scalar.value)) ?? scalar)
                }
                words.append(String(folded))
            }
            if words.isEmpty { return [] }
            if words.count < shingle { return [words] }
            return Set((0...words.count - shingle).map { Array(words[$0..<$0 + shingle]) })
        }
    }

    func jaccard(_ one: Int, _ other: Int) -> Double {
        let union = sets[one].union(sets[other]).count
        return union == 0 ? 0 : Double(sets[one].intersection(sets[other]).count) / Double(union)
    }

    /// Greedily in the given order: a document goes for the first one that stays and is as similar as asked.
    func removals(threshold: Double, order: [Int]? = nil) -> [Int: Int] {
        var kept: [Int] = []
        var removals: [Int: Int] = [:]
        for document in order ?? Array(sets.indices) {
            if let leader = kept.first(where: { jaccard(document, $0) >= threshold }) {
                removals[document] = leader
            } else {
                kept.append(document)
            }
        }
        return removals
    }
}
