internal import CUTF8Proc
internal import Records

/// SentencePiece's `precompiled_charsmap`: a double-array trie of what to replace, and the replacements, each ended by a
/// zero byte (google/sentencepiece, src/normalizer.cc; the trie is Darts-clone's).
package struct Charsmap: Sendable {
    private let trie: [UInt32]
    private let replacements: [UInt8]

    /// - Throws: for a blob that sentencepiece 0.2.3 refuses (third_party/darts_clone/darts.h, `validate`): no look-up leads
    ///   out of the trie or the replacements.
    init(_ blob: [UInt8], file: String) throws(DataError) {
        func fault(_ cause: String) -> DataError { DataError("the precompiled charsmap " + cause, file: file) }
        guard blob.count > 4 else { throw fault("is cut short") }
        let size = (0..<4).reduce(0) { $0 | Int(blob[$1]) << (8 * $1) }
        guard size >= 1024, size % 1024 == 0 else { throw fault("has a trie of \(size) bytes, not of whole blocks") }
        guard size < blob.count - 4 else { throw fault("is shorter than its trie and replacements") }
        guard blob.last == 0 else { throw fault("has a last replacement without an end") }
        trie = (0..<size / 4).map { unit in
            (0..<4).reduce(UInt32(0)) { $0 | UInt32(blob[4 + unit * 4 + $1]) << UInt32(8 * $1) }
        }
        replacements = Array(blob[(4 + size)...])
        guard let wrong = firstFault() else { return }
        throw fault("has a trie whose unit \(wrong) leads nowhere")
    }

    /// The blob it was read from.
    var encoded: [UInt8] {
        let words = [UInt32(truncatingIfNeeded: trie.count * 4)] + trie
        return words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * UInt32($0))) } }
            + replacements
    }

    /// The first unit that leads out of the trie, to what is no value, or out of the replacements.
    private func firstFault() -> Int? {
        let root = trie[0]
        guard root & (1 << 31 | 1 << 8 | 0xFF) == 0, Self.offset(root) > 0, Self.offset(root) | 0xFF < trie.count else {
            return 0
        }
        return trie.indices.dropFirst().first { place in
            let unit = trie[place]
            if unit >> 31 == 1 { return Int(unit & 0x7FFF_FFFF) >= replacements.count }
            let child = place ^ Self.offset(unit)
            return child | 0xFF >= trie.count || (unit >> 8 & 1 == 1 && trie[child] >> 31 == 0)
        }
    }

    /// The shortest or the longest prefix of `bytes` that is replaced.
    private func lookUp(_ bytes: some RandomAccessCollection<UInt8>, shortest: Bool) -> (length: Int, value: Int)? {
        var found: (Int, Int)?
        var node = Self.offset(trie[0])
        for (place, byte) in bytes.enumerated() {
            node ^= Int(byte)
            guard byte != 0, node < trie.count, trie[node] & (1 << 31 | 0xFF) == UInt32(byte) else { break }
            let unit = trie[node]
            node ^= Self.offset(unit)
            guard node < trie.count else { break }
            if unit >> 8 & 1 == 1 {
                found = (place + 1, Int(trie[node] & 0x7FFF_FFFF))
                if shortest { break }
            }
        }
        return found
    }

    private static func offset(_ unit: UInt32) -> Int { Int(unit >> 10) << Int((unit & 1 << 9) >> 6) }

    private func replacement(_ start: Int) -> ArraySlice<UInt8> { replacements[start...].prefix { $0 != 0 } }

    /// Whether what is replaced may hold a space. A unit's low byte is what leads to it.
    var mayMatchSpaces: Bool { trie.contains { $0 & (1 << 31 | 0xFF) == 0x20 } }

    /// Whether a match can begin with this byte.
    func beginsMatch(_ byte: UInt8) -> Bool {
        let node = Self.offset(trie[0]) ^ Int(byte)
        return byte != 0 && node < trie.count && trie[node] & (1 << 31 | 0xFF) == UInt32(byte)
    }

    /// Whether a match can begin with this byte where ASCII or nothing follows: by itself, or with such a byte.
    func beginsMatchBeforeASCII(_ byte: UInt8) -> Bool {
        guard beginsMatch(byte) else { return false }
        let node = Self.offset(trie[0]) ^ Int(byte)
        let children = node ^ Self.offset(trie[node])
        return trie[node] >> 8 & 1 == 1
            || (1..<0x80).contains { trie[children ^ $0] & (1 << 31 | 0xFF) == UInt32($0) }
    }

    /// What SentencePiece puts for the beginning of `bytes`: the longest match, and how many bytes it takes; nil where
    /// nothing matches.
    func longest(_ bytes: some RandomAccessCollection<UInt8>) -> (replacement: ArraySlice<UInt8>, length: Int)? {
        lookUp(bytes, shortest: false).map { (replacement($0.value), $0.length) }
    }

    /// As Hugging Face does it: a whole grapheme of fewer than six bytes by its shortest match, else each character
    /// (tokenizers/src/normalizers/precompiled.rs).
    func apply(_ text: inout AlignedText) {
        var changes: [AlignedText.Change] = []
        var isModified = false
        for grapheme in Self.graphemes(text) {
            let part = text[grapheme]
            let bytes = part.bytes
            if bytes.count < 6, let (_, value) = lookUp(bytes, shortest: true) {
                Self.put(replacement(value), for: part.count, &changes)
                isModified = true
                continue
            }
            for unit in part.units {
                var one: [UInt8] = []
                AlignedText.append(unit.point, to: &one)
                if let (_, value) = lookUp(one, shortest: true) {
                    Self.put(replacement(value), for: 1, &changes)
                    isModified = true
                } else {
                    changes.append((unit.point, 0))
                }
            }
        }
        if isModified { text.transform(changes) }
    }

    private static func put(_ replacement: ArraySlice<UInt8>, for old: Int, _ changes: inout [AlignedText.Change]) {
        let points = String(decoding: replacement, as: UTF8.self).points
        for (place, point) in points.enumerated() { changes.append((point, place < old ? 0 : 1)) }
        if points.count < old, !changes.isEmpty { changes[changes.count - 1].change -= old - points.count }
    }

    private static func graphemes(_ text: AlignedText) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        var state: Int32 = 0
        for place in 1..<max(1, text.count) {
            let (first, second) = (text.units[place - 1].point, text.units[place].point)
            if utf8proc_grapheme_break_stateful(Int32(bitPattern: first), Int32(bitPattern: second), &state) {
                ranges.append(start..<place)
                start = place
            }
        }
        if start < text.count { ranges.append(start..<text.count) }
        return ranges
    }
}
