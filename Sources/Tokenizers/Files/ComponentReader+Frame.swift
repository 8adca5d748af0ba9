internal import Records

extension ComponentReader {
    /// What a post-processor puts around a single text.
    func frame(_ value: JSONValue) throws(DataError) -> SpecialFrame {
        if value == .null { return SpecialFrame() }
        let part = try Component(value, "post_processor", file)
        switch part.type {
        case "ByteLevel":
            try part.allow(["add_prefix_space", "trim_offsets", "use_regex"])
            return SpecialFrame()
        case "BertProcessing", "RobertaProcessing":
            try part.allow(["sep", "cls", "trim_offsets", "add_prefix_space"])
            return SpecialFrame(before: [try token(part, "cls")], after: [try token(part, "sep")])
        case "TemplateProcessing":
            try part.allow(["single", "pair", "special_tokens"])
            return try template(part)
        case "Sequence":
            try part.allow(["processors"])
            var frame = SpecialFrame()
            for step in try part.list("processors") { frame = frame.inside(try self.frame(step)) }
            return frame
        default: throw part.unknown
        }
    }

    /// `["[SEP]", 102]`
    private func token(_ part: Component, _ name: String) throws(DataError) -> Int32 {
        guard let number = part.value(name)?.array?.last?.int, let id = Int32(exactly: number) else {
            throw part.fault("no id of its \(name)")
        }
        return id
    }

    private func template(_ part: Component) throws(DataError) -> SpecialFrame {
        var frame = SpecialFrame()
        var isAfter = false
        for piece in try part.list("single") {
            if piece["Sequence"] != nil {
                isAfter = true
                continue
            }
            guard let name = piece["SpecialToken"]?["id"]?.string,
                let ids = part.value("special_tokens")?[name]?["ids"]?.array
            else { throw part.fault("a piece that is neither the text nor one of its special_tokens: \(piece.text)") }
            let tokens = ids.compactMap { $0.int.flatMap(Int32.init(exactly:)) }
            if isAfter { frame.after += tokens } else { frame.before += tokens }
        }
        guard isAfter else { throw part.fault("a template without the text") }
        return frame
    }

    func limits(truncation: JSONValue, padding: JSONValue) throws(DataError) -> Limits {
        var limits = Limits()
        if truncation != .null {
            guard let maximum = truncation["max_length"]?.int, maximum >= 0 else {
                throw DataError("the truncation has no max_length", file: file)
            }
            limits.maximum = maximum
            limits.cutsLeft = truncation["direction"]?.string == "Left"
        }
        if padding != .null {
            guard let number = padding["pad_id"]?.int, let id = Int32(exactly: number) else {
                throw DataError("the padding has no pad_id", file: file)
            }
            limits.padding = Limits.Padding(
                token: id, length: padding["strategy"]?["Fixed"]?.int, multiple: padding["pad_to_multiple_of"]?.int,
                isLeft: padding["direction"]?.string == "Left")
        }
        return limits
    }
}
