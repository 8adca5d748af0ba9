internal import Text

/// Changes a text before it is cut: the normalizers of Hugging Face tokenizers 0.23.3, by their names there.
indirect enum Normalizer: Sendable {
    case form(UnicodeForm)
    case lowercase
    case strip(left: Bool, right: Bool)
    case stripAccents
    case replace(TextPattern, with: [UInt32])
    case prepend([UInt32])
    case precompiled(Charsmap)
    case nmt
    case bert(BertNormalizer)
    /// Every byte becomes its character of GPT-2's alphabet.
    case byteLevel
    case sequence([Normalizer])

    /// What files call it.
    var type: String {
        switch self {
        case .form(let form): form.rawValue
        case .lowercase: "Lowercase"
        case .strip: "Strip"
        case .stripAccents: "StripAccents"
        case .replace: "Replace"
        case .prepend: "Prepend"
        case .precompiled: "Precompiled"
        case .nmt: "Nmt"
        case .bert: "BertNormalizer"
        case .byteLevel: "ByteLevel"
        case .sequence: "Sequence"
        }
    }

    func apply(_ text: inout AlignedText) {
        switch self {
        case .form(let form): form.apply(&text)
        case .lowercase: Self.lowercase(&text)
        case .strip(let left, let right): Self.strip(&text, left: left, right: right)
        case .stripAccents: text.filter { !UnicodeProperties.isMark($0) }
        case .replace(let pattern, let content): text.replace(pattern.matches(text), with: content)
        case .prepend(let content): text.prepend(content)
        case .precompiled(let charsmap): charsmap.apply(&text)
        case .nmt: Self.nmt(&text)
        case .bert(let bert): bert.apply(&text)
        case .byteLevel: Self.spellBytes(&text)
        case .sequence(let steps): for step in steps { step.apply(&text) }
        }
    }

    static func lowercase(_ text: inout AlignedText) {
        if text.units.allSatisfy({ $0.point < 0x80 }) {
            for place in text.units.indices where (0x41...0x5A).contains(text.units[place].point) {
                text.units[place].point += 0x20
            }
            return
        }
        var changes: [AlignedText.Change] = []
        for unit in text.units {
            for (place, point) in UnicodeProperties.lowercase(unit.point).enumerated() {
                changes.append((point, place > 0 ? 1 : 0))
            }
        }
        text.transform(changes)
    }

    static func strip(_ text: inout AlignedText, left: Bool, right: Bool) {
        var range = text.units.indices
        while left, let first = range.first, UnicodeProperties.isSpace(text.units[first].point) { range.removeFirst() }
        while right, let last = range.last, UnicodeProperties.isSpace(text.units[last].point) { range.removeLast() }
        if range.count < text.count { text.units = Array(text.units[range]) }
    }

    /// tokenizers/src/normalizers/unicode.rs, `do_nmt`.
    private static func nmt(_ text: inout AlignedText) {
        text.filter { point in
            switch point {
            case 0x1...0x8, 0xB, 0xE...0x1F, 0x7F, 0x8F, 0x9F: false
            default: true
            }
        }
        for place in text.units.indices {
            switch text.units[place].point {
            case 0x9, 0xA, 0xC, 0xD, 0x1680, 0x200B...0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD:
                text.units[place].point = 0x20
            default: break
            }
        }
    }

    static func spellBytes(_ text: inout AlignedText) {
        var made: [AlignedText.Unit] = []
        made.reserveCapacity(text.count)
        var bytes: [UInt8] = []
        for unit in text.units {
            bytes.removeAll(keepingCapacity: true)
            AlignedText.append(unit.point, to: &bytes)
            for byte in bytes {
                made.append(
                    AlignedText.Unit(point: ByteAlphabet.character(of: byte).value, start: unit.start, end: unit.end))
            }
        }
        text.units = made
    }
}
