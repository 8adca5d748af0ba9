/// Decoded values of a page or dictionary, none of them null.
struct ParquetValues {
    enum Storage {
        /// Booleans, integers (INT32 with its sign extended) and bits of floating-point numbers.
        case numbers([UInt64])
        /// Byte strings, in `bytes`.
        case ranges([Range<Int32>])
    }

    var storage: Storage
    var bytes: [UInt8] = []

    static let none = ParquetValues(storage: .numbers([]))

    var count: Int {
        switch storage {
        case .numbers(let numbers): numbers.count
        case .ranges(let ranges): ranges.count
        }
    }
}
