internal import Records

/// Reads fields of a Protocol Buffers message, in the order they are written.
struct ProtobufReader {
    enum Value {
        case number(UInt64)
        /// Four bytes.
        case float(Float)
        case bytes(Range<Int>)
    }

    private let bytes: [UInt8]
    private var place: Int
    private let end: Int
    private let file: String

    init(_ bytes: [UInt8], _ range: Range<Int>? = nil, file: String) {
        self.bytes = bytes
        place = range?.lowerBound ?? 0
        end = range?.upperBound ?? bytes.count
        self.file = file
    }

    /// The next field; nil at the end.
    mutating func next() throws(DataError) -> (field: Int, value: Value)? {
        guard place < end else { return nil }
        let key = try number()
        let field = Int(truncatingIfNeeded: key >> 3)
        guard (1..<1 << 29).contains(field) else { throw damaged("a field of the number \(field)") }
        switch key & 7 {
        case 0: return (field, .number(try number()))
        case 1:
            let range = try take(8)
            return (field, .bytes(range))
        case 2:
            let length = try number()
            guard length <= UInt64(end - place) else { throw cutShort }
            return (field, .bytes(try take(Int(length))))
        case 5:
            let range = try take(4)
            let bits = range.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[$1]) }
            return (field, .float(Float(bitPattern: bits)))
        default:
            throw damaged("a field of an unknown kind")
        }
    }

    /// A field that is not what the format has there.
    func unknown(_ field: Int, _ message: String) -> DataError {
        damaged("the field \(field) of its \(message) is not known, or of another kind")
    }

    private func damaged(_ what: String) -> DataError {
        DataError(
            "this is no SentencePiece model that is known: \(what)", file: file, offset: place,
            mend: "check that the file is whole")
    }

    private var cutShort: DataError {
        DataError("the model is cut short", file: file, offset: place, mend: "fetch the file again")
    }

    private mutating func take(_ count: Int) throws(DataError) -> Range<Int> {
        guard count <= end - place else { throw cutShort }
        defer { place += count }
        return place..<place + count
    }

    private mutating func number() throws(DataError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard place < end else { throw cutShort }
            let byte = bytes[place]
            place += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        throw cutShort
    }
}
