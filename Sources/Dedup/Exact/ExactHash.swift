internal import Records
internal import Text

/// XXH3-128 of normalised texts.
struct ExactHash {
    private let ignore: Set<ExactOptions.Normalisation>
    private let ascii: [UInt8]
    private var composed: [UInt8] = []
    private var normalised: [UInt8] = []

    init(_ options: ExactOptions) {
        ignore = Set(options.ignore)
        ascii = (0..<128).map { [ignore] in Self.normal(UInt8($0), ignore) }
    }

    /// Bits of a byte of `ascii`, or none for what is left out: the byte to write, and above it whether several in a
    /// row are one.
    private static let isSqueezed: UInt8 = 0x80
    private static let space: UInt8 = 0x20 | isSqueezed
    private static let digit: UInt8 = 0x30 | isSqueezed
    private static let other: UInt8 = 0x7F

    private static func normal(_ byte: UInt8, _ ignore: Set<ExactOptions.Normalisation>) -> UInt8 {
        switch byte {
        case 0x09...0x0D, 0x20: ignore.contains(.space) ? space : byte
        case 0x30...0x39: ignore.contains(.digits) ? digit : byte
        case 0x41...0x5A: ignore.contains(.case) ? byte | 0x20 : byte
        case 0x61...0x7A: byte
        default: ignore.contains(.punctuation) ? 0 : byte
        }
    }

    /// The first half as the hash that documents meet by, the second to tell them apart; nil for a text of which
    /// nothing is left.
    mutating func sign(_ text: Span<UInt8>, _ hashes: inout [UInt64]) -> Sketch? {
        guard let (high, low) = hash(text) else { return nil }
        hashes.append(high)
        return Sketch(high: low, low: 0)
    }

    /// 128 bits; nil for a text of which nothing is left.
    mutating func hash(_ text: Span<UInt8>) -> (UInt64, UInt64)? {
        guard ignore.contains(.nfc), !Composition.isComposed(text) else { return hashComposed(text) }
        var buffer: [UInt8] = []
        swap(&buffer, &composed)
        defer { swap(&buffer, &composed) }
        buffer.removeAll(keepingCapacity: true)
        Composition.append(text, to: &buffer)
        return hashComposed(buffer.span)
    }

    private mutating func hashComposed(_ text: Span<UInt8>) -> (UInt64, UInt64)? {
        if ignore.isSubset(of: [.nfc]) { return text.isEmpty ? nil : ContentHash.xxh128(text) }
        // Case folding makes three bytes of two at most, and one byte is always written beyond the last.
        let room = text.count + text.count / 2 + 4
        if normalised.count < room { normalised = [UInt8](repeating: 0, count: room * 2) }
        var buffer: [UInt8] = []
        swap(&buffer, &normalised)
        defer { swap(&buffer, &normalised) }
        let count = normalise(text, into: &buffer)
        return count == 0 ? nil : ContentHash.xxh128(buffer.span.extracting(first: count))
    }

    /// Writes the text without what makes no difference into `buffer`, and returns how many bytes that are.
    private func normalise(_ text: Span<UInt8>, into buffer: inout [UInt8]) -> Int {
        var output = buffer.mutableSpan
        let ascii = ascii.span
        var written = 0
        var last = Self.space  // white space at the beginning is as if it followed some
        var index = 0
        while index < text.count {
            let end = ASCIIRun.end(text, from: index)
            while index < end {
                let byte = ascii[unchecked: Int(text[unchecked: index] & 0x7F)]
                output[unchecked: written] = byte & 0x7F
                written &+= byte == 0 || byte == last && byte >= Self.isSqueezed ? 0 : 1
                last = byte == 0 ? last : byte
                index &+= 1
            }
            if index < text.count { index += normalisePoint(text, index, &output, &written, &last) }
        }
        return last == Self.space && written > 0 ? written - 1 : written
    }

    /// The same for a code point beyond ASCII. Returns how many bytes were read.
    private func normalisePoint(
        _ text: Span<UInt8>, _ index: Int, _ output: inout MutableSpan<UInt8>, _ written: inout Int, _ last: inout UInt8
    ) -> Int {
        let (point, length) = CodePoint.decode(text, at: index)
        var squeezed: UInt8?
        switch CharacterClass.of(point) {
        case .space: squeezed = ignore.contains(.space) ? Self.space : nil
        case .number: squeezed = ignore.contains(.digits) ? Self.digit : nil
        case .other where ignore.contains(.punctuation): return length
        default: break
        }
        if let squeezed {
            output[written] = squeezed & 0x7F
            written += squeezed == last ? 0 : 1
            last = squeezed
            return length
        }
        last = Self.other
        let folded = ignore.contains(.case) ? CaseFolding.of(point) : point
        if folded != point, let scalar = Unicode.Scalar(folded) {
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                output[written] = byte
                written += 1
            }
        } else {
            for place in index..<index + length {
                output[written] = text[place]
                written += 1
            }
        }
        return length
    }
}
