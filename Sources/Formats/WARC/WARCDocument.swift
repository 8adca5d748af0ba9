import Records

/// The text of a payload, and what it says of itself.
struct WARCDocument {
    var text: [UInt8] = []
    var title: [UInt8] = []
    var language: [UInt8] = []
    /// Of a WAT record, as it stands there.
    var json: [UInt8] = []

    /// Whether text is read from a payload: HTML and plain text, or what looks like HTML and does not say what it is.
    static func isText(_ payload: Span<UInt8>, _ type: MediaType?) -> Bool {
        type.map { $0.isHTML || $0.isPlainText } ?? looksLikeHTML(payload)
    }

    static func read(_ payload: Span<UInt8>, _ type: MediaType?) throws(RecordFault) -> WARCDocument {
        let charset = type?.charset
        if type?.isPlainText == true {
            let text = try TextEncoding(ofText: payload, charset: charset).decode(payload)
            return WARCDocument(text: text)
        }
        let encoding = TextEncoding(sniffing: payload, charset: charset)
        let utf8 = try encoding.decode(payload)
        let page = HTMLParse.page(utf8.span)
        var document = WARCDocument(title: page.title, language: page.language)
        page.appendMainText(to: &document.text)
        return document
    }

    static func read(json block: Span<UInt8>) throws(RecordFault) -> WARCDocument {
        do throws(JSONFault) { _ = try JSONValue.parse(block) } catch { throw RecordFault(error) }
        return WARCDocument(json: block.withUnsafeBufferPointer { Array($0) })
    }

    private static func looksLikeHTML(_ payload: Span<UInt8>) -> Bool {
        var place = 0
        while place < payload.count, payload[place] <= 0x20 { place += 1 }
        return place < payload.count && payload[place] == UInt8(ascii: "<")
    }
}
