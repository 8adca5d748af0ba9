/// Hides `|||` in a row's strings, so that only the template's own separators split what it renders. Every bar of such
/// a run is replaced by one noncharacter that the row does not use: lengths in code points stay what they were.
struct SeparatorDisguise {
    /// What promptsource puts in place of a separator, in the row's own strings and nowhere else
    /// (bigscience-workshop/promptsource, promptsource/templates.py: `pipe_protector`).
    static let promptsource = SeparatorDisguise(
        stand: Array("3ed2dface8203c4c9dfb1a5dc58e41e0".utf8), hidden: separator, isDeep: false)

    private static let separator = Array("|||".utf8)
    private static let candidates: [UInt32] = [0x10FFFE, 0x10FFFF, 0xFFFFE, 0xFFFFF, 0xEFFFE, 0xEFFFF]
    private let stand: [UInt8]
    /// What one stand is put in place of.
    private let hidden: [UInt8]
    private let isDeep: Bool

    private init(stand: [UInt8], hidden: [UInt8], isDeep: Bool) {
        self.stand = stand
        self.hidden = hidden
        self.isDeep = isDeep
    }

    /// Nil if the row holds no separator.
    init?(for row: PythonDict) {
        guard Self.isAnywhere(Self.separator, in: .dict(row)) else { return nil }
        let free = Self.candidates.map(Self.encoded).first { !Self.isAnywhere($0, in: .dict(row)) }
        self.init(
            stand: free ?? Self.encoded(Self.candidates[0]), hidden: [UInt8(ascii: "|")], isDeep: true)
    }

    private static func encoded(_ point: UInt32) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(codePoint: point)
        return bytes
    }

    private static func isAnywhere(_ needle: [UInt8], in value: PythonValue, depth: Int = 0) -> Bool {
        if depth > Limits.valueDepth { return false }
        switch value {
        case .string(let text): return text.bytes.span.find(needle.span, from: 0) != nil
        case .list(let list): return list.items.contains { isAnywhere(needle, in: $0, depth: depth + 1) }
        case .tuple(let tuple): return tuple.items.contains { isAnywhere(needle, in: $0, depth: depth + 1) }
        case .dict(let dict):
            return dict.entries.contains {
                isAnywhere(needle, in: $0.key, depth: depth + 1) || isAnywhere(needle, in: $0.value, depth: depth + 1)
            }
        default: return false
        }
    }

    /// The row with its separators hidden; the row itself is left alone.
    func hiding(_ row: PythonDict) -> PythonDict {
        let hidden = PythonDict()
        for entry in row.entries {
            if case .string(let key) = entry.key { hidden.set(key, hiding(entry.value, depth: 1)) }
        }
        return hidden
    }

    private func hiding(_ value: PythonValue, depth: Int) -> PythonValue {
        if depth > (isDeep ? Limits.valueDepth : 1) { return value }
        switch value {
        case .string(let text): return .string(PythonString(hiding(text.bytes)))
        case .list(let list): return .list(PythonList(list.items.map { hiding($0, depth: depth + 1) }))
        case .tuple(let tuple): return .tuple(PythonTuple(tuple.items.map { hiding($0, depth: depth + 1) }))
        case .dict(let dict):
            let hidden = PythonDict()
            for entry in dict.entries {
                let key = hiding(entry.key, depth: depth + 1)
                guard let hash = try? key.keyHash() else { continue }
                hidden.set(key, hash: hash, hiding(entry.value, depth: depth + 1))
            }
            return .dict(hidden)
        default: return value
        }
    }

    private func hiding(_ bytes: [UInt8]) -> [UInt8] {
        replacing(bytes, Self.separator, hidden.count == 1 ? stand + stand + stand : stand)
    }

    /// A rendered part with its bars back.
    func revealing(_ part: [UInt8]) -> [UInt8] { replacing(part, stand, hidden) }

    private func replacing(_ bytes: [UInt8], _ old: [UInt8], _ new: [UInt8]) -> [UInt8] {
        PythonString(bytes).replacing(PythonString(old), with: PythonString(new), limit: .max).bytes
    }
}
