internal import Records

/// JSON indented by two spaces, as serde_json and so Hugging Face tokenizers writes it.
enum PrettyJSON {
    static func append(_ value: JSONValue, depth: Int, to output: inout [UInt8]) {
        switch value {
        case .array(let values) where !values.isEmpty:
            output.append(UInt8(ascii: "["))
            for (place, element) in values.enumerated() {
                startLine(depth + 1, isFirst: place == 0, to: &output)
                append(element, depth: depth + 1, to: &output)
            }
            startLine(depth, isFirst: true, to: &output)
            output.append(UInt8(ascii: "]"))
        case .object(let object) where object.count > 0:
            output.append(UInt8(ascii: "{"))
            for (place, member) in object.members.enumerated() {
                startLine(depth + 1, isFirst: place == 0, to: &output)
                appendName(Array(member.name.utf8).span, to: &output)
                append(member.value, depth: depth + 1, to: &output)
            }
            startLine(depth, isFirst: true, to: &output)
            output.append(UInt8(ascii: "}"))
        default: value.append(to: &output)
        }
    }

    /// Begins a line, after a comma unless it is the first of its bracket.
    static func startLine(_ depth: Int, isFirst: Bool, to output: inout [UInt8]) {
        if !isFirst { output.append(UInt8(ascii: ",")) }
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: depth * 2))
    }

    static func appendName(_ name: Span<UInt8>, to output: inout [UInt8]) {
        JSONText.appendString(name, to: &output)
        output.append(contentsOf: ": ".utf8)
    }
}
