import Records

/// The search for the next record after a fault: the start tag of one of its elements, whatever stands before it.
struct XMLSearch {
    let loss: XMLLoss
    /// Of the next byte to be searched.
    private(set) var line: Int
    /// The end tag of the root was among what was passed.
    private(set) var hasRootEnded = false
    private let rootEnd: [UInt8]
    /// Longest name with a prefix that is looked at.
    private static let maximumName = 256

    init(_ loss: XMLLoss, line: Int) {
        self.loss = loss
        self.line = line
        rootEnd = Array("</".utf8) + loss.tags.dropFirst().prefix { $0 != UInt8(ascii: ">") }
    }

    /// - Returns: the index of the `<` of a record, or of the first byte to be looked at again when there are more.
    mutating func find(in bytes: Span<UInt8>, from start: Int) -> (index: Int, isRecord: Bool) {
        var index = start
        var isRecord: Bool? = false
        while let open = ByteScan.first(UInt8(ascii: "<"), in: bytes, from: index) {
            isRecord = self.isRecord(bytes, open)
            let tag = bytes.extracting(open...).extracting(first: rootEnd.count)
            hasRootEnded = hasRootEnded || tag.withUnsafeBufferPointer { $0.elementsEqual(rootEnd) }
            index = isRecord == false ? open + 1 : open
            if isRecord != false { break }
        }
        if isRecord == false { index = bytes.count }
        line += ByteScan.count(0x0A, in: bytes.extracting(start..<index))
        return (index, isRecord == true)
    }

    /// nil if the bytes end before it can be told.
    private func isRecord(_ bytes: Span<UInt8>, _ open: Int) -> Bool? {
        var nameStart = open + 1
        var end = nameStart
        while true {
            if end == bytes.count { return end - open > Self.maximumName ? false : nil }
            let byte = bytes[end]
            if byte == UInt8(ascii: "/"), end == nameStart, bytes.count - open < rootEnd.count { return nil }
            if byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
            if byte == UInt8(ascii: "<") || end - open > Self.maximumName { return false }
            if byte == UInt8(ascii: ":") { nameStart = end + 1 }
            end += 1
        }
        let name = bytes.extracting(nameStart..<end)
        return name.withUnsafeBufferPointer { name in
            loss.recordElements.contains { name.elementsEqual($0) }
        }
    }
}
