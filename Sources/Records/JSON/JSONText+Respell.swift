extension JSONText {
    /// Appends JSON of any dialect, passed by `JSONScanner` before, as strict JSON on one line: without the whitespace
    /// between its tokens, `NaN` and the infinities as null, escaped surrogates without a partner as U+FFFD.
    package static func appendRespelled(_ json: Span<UInt8>, to output: inout [UInt8]) {
        var index = 0
        while index < json.count {
            let byte = json[index]
            switch byte {
            case ByteScan.quote: index = appendStringRespelled(json, from: index, to: &output)
            case UInt8(ascii: "N"), UInt8(ascii: "I"):
                if output.last == UInt8(ascii: "-") { output.removeLast() }
                output.append(contentsOf: "null".utf8)
                index &+= byte == UInt8(ascii: "N") ? 3 : 8
            default:
                if byte > 0x20 { output.append(byte) }
                index &+= 1
            }
        }
    }

    /// Appends the string that begins at `start` and returns the index after it.
    private static func appendStringRespelled(
        _ json: Span<UInt8>, from start: Int, to output: inout [UInt8]
    ) -> Int {
        output.append(ByteScan.quote)
        var index = start &+ 1
        while index < json.count {
            let byte = json[index]
            if byte == ByteScan.backslash, index &+ 1 < json.count {
                let length = json[index &+ 1] == UInt8(ascii: "u") ? escapeLength(json, at: index) : 2
                if length > 0 {
                    json.extracting(index..<min(index &+ length, json.count)).withUnsafeBufferPointer {
                        output.append(contentsOf: $0)
                    }
                    index &+= length
                } else {
                    output.append(contentsOf: "\\ufffd".utf8)
                    index &+= 6
                }
                continue
            }
            output.append(byte)
            index &+= 1
            if byte == ByteScan.quote { break }
        }
        return index
    }

    /// Bytes of `\uXXXX` or of a pair of them; 0 for a surrogate without a partner.
    private static func escapeLength(_ json: Span<UInt8>, at index: Int) -> Int {
        let unit = codeUnit(json, at: index &+ 2)
        guard unit & 0xF800 == 0xD800 else { return 6 }
        return unit < 0xDC00 && lowSurrogate(json, at: index &+ 6) != nil ? 12 : 0
    }
}
