/// BERT's clean-up (tokenizers/src/normalizers/bert.rs).
struct BertNormalizer: Sendable {
    var cleansText = true
    var separatesIdeographs = true
    /// nil: as `lowercases`.
    var stripsAccents: Bool?
    var lowercases = true

    func apply(_ text: inout AlignedText) {
        if cleansText { Self.clean(&text) }
        if separatesIdeographs { Self.separate(&text) }
        if stripsAccents ?? lowercases {
            UnicodeForm.nfd.apply(&text)
            text.filter { !UnicodeProperties.isNonspacingMark($0) }
        }
        if lowercases { Normalizer.lowercase(&text) }
    }

    private static func clean(_ text: inout AlignedText) {
        text.filter { $0 != 0 && $0 != 0xFFFD && !UnicodeProperties.isControl($0) }
        for place in text.units.indices where UnicodeProperties.isSpace(text.units[place].point) {
            text.units[place].point = 0x20
        }
    }

    private static func separate(_ text: inout AlignedText) {
        guard text.units.contains(where: { isIdeograph($0.point) }) else { return }
        var changes: [AlignedText.Change] = []
        for unit in text.units {
            if isIdeograph(unit.point) {
                changes.append((0x20, 0))
                changes.append((unit.point, 1))
                changes.append((0x20, 1))
            } else {
                changes.append((unit.point, 0))
            }
        }
        text.transform(changes)
    }

    private static func isIdeograph(_ point: UInt32) -> Bool {
        switch point {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
            0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
            true
        default: false
        }
    }
}
