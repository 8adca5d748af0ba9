internal import Text

/// What strings of code points are replaced by, none of which the rules for shorter strings replace alike.
struct CharacterRules {
    typealias Points = [UInt32]

    private(set) var rules: [Points: Points] = [:]

    /// Every string of characters that NFKC changes into a character it composes, and every character that it changes
    /// (google/sentencepiece, src/builder.cc, `BuildMapInternal`).
    static var nfkc: CharacterRules {
        var all: [Points: Points] = [:]
        // The characters that decompose to one, by it, and the decompositions to more.
        var same: [UInt32: Points] = [:]
        var decompositions = Set<Points>()
        var found: Points = []
        for point in assignable {
            CompatibilityForm.decompose(point, into: &found)
            if found.count == 1 {
                if found[0] != point {
                    same[found[0], default: [found[0]]].append(point)
                    all[[point]] = found
                }
            } else {
                decompositions.insert(found)
                let composed = CompatibilityForm.composed(found)
                if composed != [point] { all[[point]] = composed }
            }
        }
        for decomposed in decompositions {
            let composed = CompatibilityForm.composed(decomposed)
            if composed == decomposed { continue }
            var spellings: [Points] = [[]]
            for point in decomposed {
                let points = same[point] ?? [point]
                spellings = spellings.flatMap { start in points.map { start + [$0] } }
            }
            for spelling in spellings where spelling != composed { all[spelling] = composed }
        }
        var rules = CharacterRules()
        rules.replace(by: all)
        return rules
    }

    /// Code points but for surrogates, U+0000 and the noncharacters.
    private static var assignable: some Sequence<UInt32> {
        (1...UInt32(0x10FFFF)).lazy.filter {
            $0 & 0xFFFF_F800 != 0xD800 && $0 & 0xFFFE != 0xFFFE && !(0xFDD0...0xFDEF).contains($0)
        }
    }

    /// `MergeNmtMap` there.
    mutating func mergeSpaces() {
        var all = rules
        let spaces: Points = [
            0x09, 0x0A, 0x0C, 0x0D, 0x61C, 0x1680, 0x200B, 0x200C, 0x200E, 0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF,
            0xFFFD,
        ]
        for point in spaces { all[[point]] = [0x20] }
        let controls = (1...UInt32(0x1F)).filter { !spaces.contains($0) } + [0x7F, 0x8F, 0x9F]
        for point in controls { all[[point]] = [] }
        // Full-width and half-width tildes mean different things in Japanese.
        all[[0xFF5E]] = nil
        replace(by: all)
    }

    /// `MergeUnicodeCaseFoldMap` there.
    mutating func foldCase() {
        var all = rules.mapValues { $0.map(CompatibilityForm.folded) }
        for point in Self.assignable where all[[point]] == nil {
            let folded = CompatibilityForm.folded(point)
            if folded != point { all[[point]] = [folded] }
        }
        replace(by: all)
    }

    /// Keeps of some rules those that shorter ones do not make needless (`RemoveRedundantMap` there).
    private mutating func replace(by all: [Points: Points]) {
        rules = all.filter { $0.key.count == 1 }
        let longest = all.keys.reduce(1) { max($0, $1.count) }
        for length in stride(from: 2, through: longest, by: 1) {
            let needed = all.filter { $0.key.count == length && $0.value != replaced($0.key, longest: length - 1) }
            rules.merge(needed) { $1 }
        }
    }

    private func replaced(_ text: Points, longest: Int) -> Points {
        var result: Points = []
        var place = 0
        next: while place < text.count {
            for length in stride(from: min(longest, text.count - place), to: 0, by: -1) {
                guard let value = rules[Points(text[place..<place + length])] else { continue }
                result += value
                place += length
                continue next
            }
            result.append(text[place])
            place += 1
        }
        return result
    }
}
