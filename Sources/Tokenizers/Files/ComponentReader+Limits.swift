internal import Records

extension ComponentReader {
    private enum Direction: String { case left = "Left", right = "Right" }

    /// What is cut when two texts are too long together; a text by itself is cut by the first two.
    private enum TruncationStrategy: String {
        case longestFirst = "LongestFirst"
        case onlyFirst = "OnlyFirst"
        case onlySecond = "OnlySecond"
    }

    /// - Parameter reserved: how many special tokens go around a text.
    func limits(truncation: JSONValue, padding: JSONValue, reserved: Int) throws(DataError) -> Limits {
        var limits = Limits()
        if truncation != .null {
            let part = try Component(sole: "truncation", truncation, file)
            try part.allow(["direction", "max_length", "strategy", "stride"])
            guard let maximum = try part.count("max_length") else { throw part.fault("no max_length") }
            guard maximum >= reserved else {
                throw part.fault("a max_length of \(maximum), less than the \(reserved) special tokens around a text")
            }
            if try part.choice("strategy", TruncationStrategy.longestFirst) == .onlySecond {
                throw part.fault("the strategy OnlySecond, which cuts no text by itself")
            }
            // How far the parts that are cut off would overlap: they are not kept.
            guard try part.count("stride") ?? 0 < max(1, maximum - reserved) else {
                throw part.fault("a stride that is not less than its max_length")
            }
            limits.maximum = maximum
            limits.cutsLeft = try part.choice("direction", Direction.right) == .left
        }
        if padding != .null {
            let part = try Component(sole: "padding", padding, file)
            try part.allow(["strategy", "direction", "pad_to_multiple_of", "pad_id", "pad_type_id", "pad_token"])
            _ = (try part.count("pad_type_id"), try part.text("pad_token"))
            let multiple = try part.count("pad_to_multiple_of")
            guard multiple ?? 0 <= Limits.longestPadding else { throw part.fault("a pad_to_multiple_of without end") }
            limits.padding = Limits.Padding(
                token: try part.id("pad_id"), length: try fixedLength(part), multiple: multiple,
                isLeft: try part.choice("direction", Direction.right) == .left)
        }
        return limits
    }

    /// `"BatchLongest"`, which is nil, or `{"Fixed": 512}`.
    private func fixedLength(_ part: Component) throws(DataError) -> Int? {
        guard let strategy = part.value("strategy"), strategy.string != "BatchLongest" else { return nil }
        guard let length = strategy["Fixed"]?.int, length >= 0, length <= Limits.longestPadding else {
            throw part.fault("the strategy \(strategy.text)")
        }
        return length
    }
}
