import CXML2
import Records

/// Goes through a small XML document that is in memory, by libxml2's reader; nothing is loaded from elsewhere and no
/// entity is expanded.
enum XMLPull {
    enum Event {
        /// An element without its prefix, and its attributes by name.
        case start(String, [String: String])
        case text(String)
        case end
    }

    /// - Parameter name: of the document, for errors.
    static func read(_ bytes: [UInt8], name: String, _ take: (Event) -> Void) throws(RecordFault) {
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        let code = bytes.withUnsafeBufferPointer { bytes -> Int32 in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress, let count = Int32(exactly: characters.count),
                    let reader = xmlReaderForMemory(start, count, nil, nil, options)
                else { return -1 }
                defer { xmlFreeTextReader(reader) }
                while true {
                    let code = xmlTextReaderRead(reader)
                    guard code == 1 else { return code }
                    event(reader).map(take)
                }
            }
        }
        if code != 0 { throw RecordFault(reason: "'\(name)' is no well-formed XML") }
    }

    private static func event(_ reader: xmlTextReaderPtr) -> Event? {
        switch xmlTextReaderNodeType(reader) {
        case Int32(XML_READER_TYPE_ELEMENT.rawValue):
            let name = string(xmlTextReaderConstLocalName(reader))
            var attributes: [String: String] = [:]
            while xmlTextReaderMoveToNextAttribute(reader) == 1 {
                attributes[string(xmlTextReaderConstLocalName(reader))] = string(xmlTextReaderConstValue(reader))
            }
            return .start(name, attributes)
        case Int32(XML_READER_TYPE_TEXT.rawValue), Int32(XML_READER_TYPE_CDATA.rawValue):
            return .text(string(xmlTextReaderConstValue(reader)))
        case Int32(XML_READER_TYPE_END_ELEMENT.rawValue): return .end
        default: return nil
        }
    }

    private static func string(_ text: UnsafePointer<xmlChar>?) -> String { text.map { String(cString: $0) } ?? "" }
}
