/// A column of byte strings: one buffer and the end of each value in it.
public struct ByteColumn: Sendable, Equatable {
    package private(set) var bytes: [UInt8] = []
    package private(set) var ends: [Int] = []

    package init() {}

    /// An empty column with room for so many values and bytes.
    package init(values: Int, bytes: Int) {
        ends.reserveCapacity(values)
        self.bytes.reserveCapacity(bytes)
    }

    package var count: Int { ends.count }
    package var isEmpty: Bool { ends.isEmpty }

    /// The place of value `index` in `bytes`.
    package func range(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    package subscript(index: Int) -> Span<UInt8> {
        @_lifetime(borrow self)
        get { bytes.span.extracting(range(index)) }
    }

    /// A `String` of value `index`, for a person to read; ill-formed UTF-8 shows as U+FFFD.
    package func string(_ index: Int) -> String {
        String(decoding: bytes[range(index)], as: UTF8.self)
    }

    package mutating func append(_ value: Span<UInt8>) {
        value.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        ends.append(bytes.count)
    }

    package mutating func append(_ value: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: value)
        ends.append(bytes.count)
    }

    package mutating func append(_ value: [UInt8]) {
        bytes.append(contentsOf: value)
        ends.append(bytes.count)
    }

    package mutating func append(_ value: String) {
        bytes.append(contentsOf: value.utf8)
        ends.append(bytes.count)
    }

    /// Appends a value that ends with a number in decimal digits.
    package mutating func append(_ beginning: [UInt8], number: Int) {
        bytes.append(contentsOf: beginning)
        JSONText.appendNumber(number, to: &bytes)
        ends.append(bytes.count)
    }

    /// Appends empty values.
    package mutating func appendEmpty(_ count: Int) {
        ends.append(contentsOf: repeatElement(bytes.count, count: count))
    }

    /// Appends one value that `write` puts together at the end of the buffer.
    package mutating func append<E: Error>(writing write: (inout [UInt8]) throws(E) -> Void) throws(E) {
        let start = bytes.count
        do throws(E) {
            try write(&bytes)
        } catch {
            bytes.removeLast(bytes.count - start)
            throw error
        }
        ends.append(bytes.count)
    }

    /// Replaces every value by what `rewrite` makes of it: `(index, old value, output to append to)`.
    package mutating func rewrite(_ rewrite: (Int, Span<UInt8>, inout [UInt8]) -> Void) {
        var column = ByteColumn()
        column.bytes.reserveCapacity(bytes.count)
        column.ends.reserveCapacity(ends.count)
        for index in ends.indices {
            rewrite(index, self[index], &column.bytes)
            column.ends.append(column.bytes.count)
        }
        self = column
    }

    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}
