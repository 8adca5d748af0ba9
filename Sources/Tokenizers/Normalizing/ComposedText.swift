internal import Text

/// A text brought into NFC, and where its bytes come from. Only what may be not in NFC is touched.
struct ComposedText {
    private(set) var bytes: [UInt8] = []
    private var stretches: [Stretch] = []
    private let oldCount: Int

    /// Bytes of the new text, up to the next stretch.
    private struct Stretch {
        var start: Int
        /// Where they begin in the old text.
        var origin: Int
        /// How many bytes of the old text they stand for together; 0 where the old bytes are copied one by one.
        var length = 0
    }

    init(_ text: UnsafeBufferPointer<UInt8>) {
        oldCount = text.count
        bytes.reserveCapacity(text.count)
        var place = 0
        while let part = Composition.nextUncomposed(text.span, from: place) {
            copy(text, place..<part.lowerBound)
            compose(text, part)
            place = part.upperBound
        }
        copy(text, place..<text.count)
    }

    private mutating func copy(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        stretches.append(Stretch(start: bytes.count, origin: range.lowerBound))
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[range]))
    }

    private mutating func compose(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var part = AlignedText(UnsafeBufferPointer(rebasing: text[range]).span)
        UnicodeForm.nfc.apply(&part)
        for unit in part.units {
            stretches.append(
                Stretch(
                    start: bytes.count, origin: range.lowerBound + Int(unit.start), length: Int(unit.end - unit.start)))
            AlignedText.append(unit.point, to: &bytes)
        }
    }

    /// The bytes of the old text that bytes of the new one stand for: of a part of a changed character, all of it.
    func origin(_ range: Range<Int>) -> Range<Int> {
        let start = old(range.lowerBound).lowerBound
        return range.isEmpty ? start..<start : start..<max(start, old(range.upperBound - 1).upperBound)
    }

    private func old(_ place: Int) -> Range<Int> {
        guard place < bytes.count else { return oldCount..<oldCount }
        // The last stretch that begins at the place or before it.
        var (low, high) = (0, stretches.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if stretches[middle].start <= place { low = middle } else { high = middle }
        }
        let stretch = stretches[low]
        if stretch.length > 0 { return stretch.origin..<stretch.origin + stretch.length }
        let byte = stretch.origin + place - stretch.start
        return byte..<byte + 1
    }
}
