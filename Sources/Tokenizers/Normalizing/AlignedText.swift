internal import Text

/// A text while it is being changed: its code points, each with the bytes of the original text it comes from.
///
/// The rules by which changed characters are aligned are those of Hugging Face tokenizers 0.23.3
/// (tokenizers/src/tokenizer/normalizer.rs, `NormalizedString::transform_range`).
struct AlignedText {
    struct Unit {
        var point: UInt32
        /// Bytes of the original text.
        var start: Int32
        var end: Int32
    }

    /// A code point of the changed text: 0 if it stands for the next one of the old text, 1 if it is new, and -n if it
    /// stands for the next one and n more.
    typealias Change = (point: UInt32, change: Int)

    var units: [Unit]

    init(_ units: [Unit] = []) { self.units = units }

    /// A byte that is not part of a character counts as U+FFFD.
    init(_ text: Span<UInt8>) {
        units = []
        units.reserveCapacity(text.count)
        var place = 0
        while place < text.count {
            let (point, length) = CodePoint.decode(text, at: place)
            units.append(
                Unit(
                    point: point, start: Int32(truncatingIfNeeded: place),
                    end: Int32(truncatingIfNeeded: place + length)))
            place += length
        }
    }

    var isEmpty: Bool { units.isEmpty }
    var count: Int { units.count }

    /// Replaces the text.
    ///
    /// - Parameter skipped: code points dropped before the first one.
    mutating func transform(_ changes: [Change], skipped: Int = 0) {
        var place = skipped
        var made: [Unit] = []
        made.reserveCapacity(changes.count)
        for (point, change) in changes {
            if change > 0 {
                let origin = place > 0 ? units[place - 1] : Unit(point: 0, start: 0, end: 0)
                made.append(Unit(point: point, start: origin.start, end: origin.end))
            } else {
                guard place < units.count else { break }
                made.append(Unit(point: point, start: units[place].start, end: units[place].end))
                place += 1 - change
            }
        }
        units = made
    }

    /// Keeps the code points that pass.
    mutating func filter(_ isKept: (UInt32) -> Bool) { units.removeAll { !isKept($0.point) } }

    mutating func prepend(_ points: [UInt32]) {
        guard let first = units.first else { return }
        let added = points.map { Unit(point: $0, start: first.start, end: first.end) }
        units.insert(contentsOf: added, at: 0)
    }

    /// Puts `points` in the place of each range; the new ones are aligned with the last one replaced.
    mutating func replace(_ ranges: [Range<Int>], with points: [UInt32]) {
        guard !ranges.isEmpty else { return }
        var made: [Unit] = []
        made.reserveCapacity(units.count)
        var place = 0
        for range in ranges {
            made.append(contentsOf: units[place..<range.lowerBound])
            let last = range.upperBound > 0 ? units[range.upperBound - 1] : Unit(point: 0, start: 0, end: 0)
            made.append(contentsOf: points.map { Unit(point: $0, start: last.start, end: last.end) })
            place = range.upperBound
        }
        made.append(contentsOf: units[place...])
        units = made
    }

    subscript(range: Range<Int>) -> AlignedText { AlignedText(Array(units[range])) }

    /// Its UTF-8.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(units.count)
        for unit in units { Self.append(unit.point, to: &bytes) }
        return bytes
    }

    static func append(_ point: UInt32, to bytes: inout [UInt8]) {
        if point < 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: point))
        } else if point < 0x800 {
            bytes.append(UInt8(truncatingIfNeeded: 0xC0 | point >> 6))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | point & 0x3F))
        } else if point < 0x10000 {
            bytes.append(UInt8(truncatingIfNeeded: 0xE0 | point >> 12))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | point >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | point & 0x3F))
        } else {
            bytes.append(UInt8(truncatingIfNeeded: 0xF0 | point >> 18))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | point >> 12 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | point >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | point & 0x3F))
        }
    }
}

extension String {
    /// Its code points.
    var points: [UInt32] { unicodeScalars.map(\.value) }
}
