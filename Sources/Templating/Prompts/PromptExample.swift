/// What a prompt template made of a row: a prompt and its targets.
struct PromptExample {
    /// Between two separators, without white space around it.
    struct Part {
        var bytes: [UInt8]
        /// Bytes that variables have printed, in order.
        var variables: [Range<Int>]
    }

    private(set) var parts: [Part] = []
    var answerChoices: [[UInt8]]?

    /// The pieces of an output between `|||`, stripped.
    init(_ rendering: Rendering) {
        let separator = Array("|||".utf8)
        let output = rendering.bytes
        var start = 0
        while true {
            let end = output.span.find(separator.span, from: start) ?? output.count
            let piece = PythonString(output[start..<end])
            let first = min(piece.skipSpace(from: 0), piece.bytes.count)
            let text = piece.stripped()
            let place = (start + first)..<(start + first + text.bytes.count)
            let variables = rendering.variables.map { $0.clamped(to: place) }.filter { !$0.isEmpty }
            parts.append(
                Part(
                    bytes: text.bytes,
                    variables: variables.map { $0.lowerBound - place.lowerBound..<$0.upperBound - place.lowerBound }))
            if end == output.count { return }
            start = end + separator.count
        }
    }

    /// Shows the separators that were hidden in the row.
    mutating func reveal(_ disguise: SeparatorDisguise) {
        for index in parts.indices {
            let shown = disguise.revealing(parts[index].bytes)
            if shown == parts[index].bytes { continue }
            // Hidden bars are longer than bars: places are counted again from the front.
            let bytes = parts[index].bytes
            parts[index].variables = parts[index].variables.map { range in
                let start = disguise.revealing(Array(bytes[..<range.lowerBound])).count
                return start..<(start + disguise.revealing(Array(bytes[range])).count)
            }
            parts[index].bytes = shown
        }
    }
}
