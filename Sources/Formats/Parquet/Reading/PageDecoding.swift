/// The values of one page, by their encoding (apache/parquet-format, Encodings.md).
struct PageDecoding {
    let leaf: ParquetSchema.Leaf
    /// How many values there are, nulls not counted.
    let count: Int

    /// Numbers of parquet.thrift's `Encoding` that do not refer to a dictionary.
    private enum Encoding: Int {
        case plain = 0, runs = 3, delta = 5, deltaLength = 6, deltaStrings = 7, streamSplit = 9
    }

    /// - Parameters:
    ///   - page: its bytes, which the values take over.
    ///   - start: where the values begin.
    func values(_ code: Int, _ page: [UInt8], from start: Int) throws(ParquetFault) -> ParquetValues {
        guard let encoding = Encoding(rawValue: code) else {
            throw ParquetFault("a page has the encoding \(code), which is not read")
        }
        switch (encoding, leaf.physicalType) {
        case (.plain, 0):
            return try numbers(page, start) { (bytes, numbers) throws(ParquetFault) in
                guard bytes.count * 8 >= count else { throw .cutShort }
                BitPacking.unpack(bytes, width: 1, count: count, into: &numbers)
            }
        case (.plain, 1), (.plain, 2), (.plain, 4), (.plain, 5): return try fixedNumbers(page, start)
        case (.plain, 6): return try strings(page, start)
        case (.plain, 3), (.plain, 7): return try fixedStrings(page, start)
        case (.runs, 0):
            return try numbers(page, start) { (bytes, numbers) throws(ParquetFault) in
                guard bytes.count >= 4 else { throw .cutShort }
                try HybridRuns.decode(bytes.extracting(4...), width: 1, count: count, into: &numbers)
            }
        case (.delta, 1), (.delta, 2):
            return try numbers(page, start) { (bytes, numbers) throws(ParquetFault) in
                var position = 0
                let values = try DeltaIntegers.decode(bytes, at: &position, limit: count)
                numbers = values.map {
                    leaf.physicalType == 1 ? Self.extended(UInt32(truncatingIfNeeded: $0)) : UInt64(bitPattern: $0)
                }
            }
        case (.deltaLength, 6): return try lengthsFirst(page, start)
        case (.deltaStrings, 6), (.deltaStrings, 7): return try prefixed(page, start)
        case (.streamSplit, 1), (.streamSplit, 2), (.streamSplit, 4), (.streamSplit, 5), (.streamSplit, 7):
            return try streamSplit(page, start)
        default: throw ParquetFault("a page has the encoding \(code), which its type has not")
        }
    }

    /// Bytes of a value in plain encoding, if all have as many.
    private var width: Int {
        switch leaf.physicalType {
        case 1, 4: 4
        case 2, 5: 8
        case 3: 12
        default: leaf.length
        }
    }

    private static func extended(_ number: UInt32) -> UInt64 { UInt64(bitPattern: Int64(Int32(bitPattern: number))) }

    private func numbers(
        _ page: [UInt8], _ start: Int, _ read: (Span<UInt8>, inout [UInt64]) throws(ParquetFault) -> Void
    ) throws(ParquetFault) -> ParquetValues {
        var numbers: [UInt64] = []
        try read(page.span.extracting(start...), &numbers)
        return ParquetValues(storage: .numbers(numbers))
    }

    private func fixedNumbers(_ page: [UInt8], _ start: Int) throws(ParquetFault) -> ParquetValues {
        let (width, isInteger) = (width, leaf.physicalType == 1)
        return try numbers(page, start) { (bytes, numbers) throws(ParquetFault) in
            guard count <= bytes.count / width else { throw .cutShort }
            let raw = bytes.bytes
            numbers.reserveCapacity(count)
            for index in 0..<count {
                if width == 8 {
                    numbers.append(raw.unsafeLoadUnaligned(fromUncheckedByteOffset: 8 &* index, as: UInt64.self))
                } else {
                    let number = raw.unsafeLoadUnaligned(fromUncheckedByteOffset: 4 &* index, as: UInt32.self)
                    numbers.append(isInteger ? Self.extended(number) : UInt64(number))
                }
            }
        }
    }

    private func strings(_ page: [UInt8], _ start: Int) throws(ParquetFault) -> ParquetValues {
        var ranges: [Range<Int32>] = []
        guard count <= (page.count - start) / 4, page.count <= Int(Int32.max) else { throw .cutShort }
        ranges.reserveCapacity(count)
        var position = start
        let raw = page.span.bytes
        for _ in 0..<count {
            guard raw.byteCount &- position >= 4 else { throw .cutShort }
            let length = Int(raw.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt32.self))
            position &+= 4
            guard length <= raw.byteCount &- position else { throw .cutShort }
            ranges.append(Int32(truncatingIfNeeded: position)..<Int32(truncatingIfNeeded: position &+ length))
            position &+= length
        }
        return ParquetValues(storage: .ranges(ranges), bytes: page)
    }

    private func fixedStrings(_ page: [UInt8], _ start: Int) throws(ParquetFault) -> ParquetValues {
        let width = width
        guard count <= (page.count - start) / width, page.count <= Int(Int32.max) else { throw .cutShort }
        let ranges = (0..<count).map { Int32(start + $0 * width)..<Int32(start + ($0 + 1) * width) }
        return ParquetValues(storage: .ranges(ranges), bytes: page)
    }

    /// DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes.
    private func lengthsFirst(_ page: [UInt8], _ start: Int) throws(ParquetFault) -> ParquetValues {
        var position = start
        let lengths = try DeltaIntegers.decode(page.span, at: &position, limit: count)
        let ranges = try Self.ranges(lengths, from: position, end: page.count)
        return ParquetValues(storage: .ranges(ranges), bytes: page)
    }

    private static func ranges(_ lengths: [Int64], from start: Int, end: Int) throws(ParquetFault) -> [Range<Int32>] {
        guard end <= Int(Int32.max) else { throw .cutShort }
        var ranges: [Range<Int32>] = []
        ranges.reserveCapacity(lengths.count)
        var position = start
        for length in lengths {
            guard length >= 0, length <= Int64(end - position) else { throw .cutShort }
            ranges.append(Int32(position)..<Int32(position + Int(length)))
            position += Int(length)
        }
        return ranges
    }

    /// DELTA_BYTE_ARRAY: how much of the value before each begins with, and what comes then.
    private func prefixed(_ page: [UInt8], _ start: Int) throws(ParquetFault) -> ParquetValues {
        var position = start
        let prefixes = try DeltaIntegers.decode(page.span, at: &position, limit: count)
        let lengths = try DeltaIntegers.decode(page.span, at: &position, limit: count)
        guard prefixes.count == lengths.count else { throw .cutShort }
        let suffixes = try Self.ranges(lengths, from: position, end: page.count)
        var bytes: [UInt8] = []
        var ranges: [Range<Int32>] = []
        var last = 0..<0
        for (prefix, suffix) in zip(prefixes, suffixes) {
            guard prefix >= 0, prefix <= Int64(last.count) else {
                throw ParquetFault("a value begins with more than the one before it has")
            }
            guard bytes.count + Int(prefix) + suffix.count <= ParquetPages.maximumBytes else {
                throw ParquetPages.tooLarge
            }
            let begin = bytes.count
            bytes.append(contentsOf: bytes[last.lowerBound..<last.lowerBound + Int(prefix)])
            bytes.append(contentsOf: page[Int(suffix.lowerBound)..<Int(suffix.upperBound)])
            last = begin..<bytes.count
            ranges.append(Int32(begin)..<Int32(bytes.count))
        }
        return ParquetValues(storage: .ranges(ranges), bytes: bytes)
    }

    /// BYTE_STREAM_SPLIT: the first bytes of all values, then the second ones, and so on.
    private func streamSplit(_ page: [UInt8], _ start: Int) throws(ParquetFault) -> ParquetValues {
        let width = width
        let stride = (page.count - start) / width
        guard count <= stride else { throw .cutShort }
        var joined = [UInt8](repeating: 0, count: count * width)
        for index in 0..<count {
            for byte in 0..<width { joined[index * width + byte] = page[start + byte * stride + index] }
        }
        return leaf.physicalType == 7 ? try fixedStrings(joined, 0) : try fixedNumbers(joined, 0)
    }
}
