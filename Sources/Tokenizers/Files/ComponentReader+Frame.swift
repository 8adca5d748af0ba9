internal import Records

extension ComponentReader {
    private static let untaggedPostProcessors: [Component.Untagged] = [
        ("RobertaProcessing", ["sep", "cls", "trim_offsets", "add_prefix_space"]), ("BertProcessing", ["sep", "cls"]),
        ("TemplateProcessing", ["single", "pair", "special_tokens"]),
    ]

    /// What a post-processor puts around a single text.
    func frame(_ value: JSONValue) throws(DataError) -> SpecialFrame {
        if value == .null { return SpecialFrame() }
        let part = try Component(value, "post_processor", file, untagged: Self.untaggedPostProcessors)
        switch part.type {
        case "ByteLevel":
            try part.allow(["add_prefix_space", "trim_offsets", "use_regex"])
            for name in ["add_prefix_space", "trim_offsets", "use_regex"] { _ = try part.bool(name) }
            return SpecialFrame()
        case "BertProcessing":
            try part.allow(["sep", "cls"])
            return SpecialFrame(before: [try token(part, "cls")], after: [try token(part, "sep")])
        case "RobertaProcessing":
            try part.allow(["sep", "cls", "trim_offsets", "add_prefix_space"])
            for name in ["add_prefix_space", "trim_offsets"] { _ = try part.bool(name) }
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
        let pair = try part.list(name)
        guard pair.count == 2, pair[0].string != nil, let id = pair[1].tokenID else {
            throw part.fault("a \(name) that is not a token and its id")
        }
        return id
    }

    private func template(_ part: Component) throws(DataError) -> SpecialFrame {
        let special = try specialTokens(part)
        let single = try pieces(part, "single", special)
        // What goes around two texts is checked, for the file is written again.
        if part.value("pair") != nil { _ = try pieces(part, "pair", special) }
        guard let place = single.firstIndex(of: nil), single.lastIndex(of: nil) == place else {
            throw part.fault("a template for a single text that has not the text once")
        }
        return SpecialFrame(
            before: single[..<place].flatMap { $0 ?? [] }, after: single[(place + 1)...].flatMap { $0 ?? [] })
    }

    /// Ids by the names that templates use.
    private func specialTokens(_ part: Component) throws(DataError) -> [(name: String, ids: [Int32])] {
        var found: [(name: String, ids: [Int32])] = []
        for member in try part.members("special_tokens").members {
            let token = try Component(sole: "special token '\(member.name)'", member.value, file)
            try token.allow(["id", "ids", "tokens"])
            let ids = try token.list("ids").compactMap(\.tokenID)
            guard try ids.count == token.list("ids").count, try token.list("tokens").count == ids.count else {
                throw token.fault("ids that are not one for each of its tokens")
            }
            found.append((member.name, ids))
        }
        return found
    }

    /// The pieces of a template: ids, or nil for a text.
    private func pieces(
        _ part: Component, _ name: String, _ special: [(name: String, ids: [Int32])]
    ) throws(DataError) -> [[Int32]?] {
        var pieces: [[Int32]?] = []
        for piece in try part.list(name) {
            let (kind, value) = piece.object?.members.first.map { ($0.name, $0.value) } ?? ("", .null)
            let id = value["id"]?.string
            let ids = special.first { $0.name.utf8.elementsEqual((id ?? "").utf8) }?.ids
            switch (kind, id, ids) {
            case ("Sequence", "A", _),
                ("Sequence", "B", _) where id == "A" || name == "pair":
                pieces.append(nil)
            case ("SpecialToken", _?, let ids?): pieces.append(ids)
            default:
                throw part.fault("a piece that is neither the text nor one of its special_tokens: \(piece.text)")
            }
        }
        return pieces
    }
}
