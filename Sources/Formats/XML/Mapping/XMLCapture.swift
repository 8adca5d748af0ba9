/// Text that is being gathered from an element and all in it, white space collapsed.
struct XMLCapture {
    enum Purpose: Equatable {
        case text
        case translation
        /// A value for one of the mapping's targets, found by the path of this rank.
        case value(target: Int, rank: Int)
    }

    let purpose: Purpose
    /// Of its element.
    let depth: Int
    private(set) var bytes: [UInt8] = []
    private var wantsSpace = false

    init(_ purpose: Purpose, depth: Int) {
        self.purpose = purpose
        self.depth = depth
    }

    /// `a<lb/>b` is two words; a space that is already there is not doubled.
    mutating func breakLine() { wantsSpace = true }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < text.count {
            var end = index
            while end < text.count, !Self.isSpace(text[end]) { end += 1 }
            if end > index {
                if wantsSpace, !bytes.isEmpty { bytes.append(0x20) }
                wantsSpace = false
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[index..<end]))
            }
            if end < text.count { wantsSpace = true }
            index = end + 1
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
