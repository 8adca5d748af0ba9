import Records

/// The string between two documents, found from left to right, no two occurrences over each other.
struct TextSeparator {
    let bytes: [UInt8]
    /// No beginning of it is an ending of it, too. Then two occurrences cannot lie over each other, and it does not
    /// matter where the search starts: a file may be split.
    let canBeFoundFromAnywhere: Bool

    /// nil for the empty string, which stands everywhere.
    init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        let bytes = Array(text.utf8)
        self.bytes = bytes
        canBeFoundFromAnywhere = (1..<bytes.count).allSatisfy { !bytes.suffix($0).elementsEqual(bytes.prefix($0)) }
    }

    /// Where it begins for the first time at or after `start`.
    func first(in window: Span<UInt8>, from start: Int) -> Int? {
        var place = start
        while let found = ByteScan.first(bytes[0], in: window, from: place), found &+ bytes.count <= window.count {
            if stands(in: window, at: found) { return found }
            place = found &+ 1
        }
        return nil
    }

    private func stands(in window: Span<UInt8>, at start: Int) -> Bool {
        for place in bytes.indices where window[start &+ place] != bytes[place] { return false }
        return true
    }
}
