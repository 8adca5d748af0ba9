/// The `truncation` and `padding` of a tokenizer file.
struct Limits: Sendable {
    /// A file that asks for more padding is damaged.
    static let longestPadding = 1 << 24

    struct Padding: Sendable {
        var token: Int32
        /// nil pads to a batch's longest, which for one text alone is its own length.
        var length: Int?
        var multiple: Int?
        var isLeft = false
    }

    /// The most ids, special ones included.
    var maximum: Int?
    var cutsLeft = false
    var padding: Padding?

    /// What is kept of so many ids, with `reserved` to be put around them.
    func kept(of count: Int, reserved: Int) -> Range<Int> {
        guard let maximum, count + reserved > maximum else { return 0..<count }
        let room = max(0, maximum - reserved)
        return cutsLeft ? count - room..<count : 0..<room
    }

    /// The length that so many ids are padded to.
    func padded(_ count: Int) -> Int {
        guard let padding else { return count }
        var length = padding.length ?? count
        if let multiple = padding.multiple, multiple > 0 { length = (length + multiple - 1) / multiple * multiple }
        return max(length, count)
    }
}
