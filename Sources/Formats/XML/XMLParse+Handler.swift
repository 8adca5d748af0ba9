import CXML2

extension XMLParse {
    /// A parser that loads nothing from elsewhere and takes its bytes for UTF-8.
    static func makeContext(_ events: UnsafeMutablePointer<XMLEvents>) -> xmlParserCtxtPtr? {
        var handler = handler()
        let context = xmlCreatePushParserCtxt(&handler, events, nil, 0, nil)
        if let context {
            // Without "NOENT", a `&amp;` of an attribute would be handed over as `&#38;`.
            let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_IGNORE_ENC.rawValue
            xmlCtxtUseOptions(context, Int32(options))
        }
        return context
    }

    private static func events(_ address: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLEvents>? {
        address?.assumingMemoryBound(to: XMLEvents.self)
    }

    private static func handler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = { address, name, prefix, _, _, _, count, _, attributes in
            guard let name else { return }
            let tag = XMLTag(name: name, attributes: attributes, attributeCount: Int(count))
            XMLParse.events(address)?.pointee.start(tag, prefix: prefix)
        }
        handler.endElementNs = { address, name, _, _ in
            guard let name else { return }
            XMLParse.events(address)?.pointee.end(name)
        }
        handler.characters = { address, bytes, count in
            XMLParse.events(address)?.pointee.characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        handler.ignorableWhitespace = handler.characters
        handler.cdataBlock = handler.characters
        handleEntities(&handler)
        handler.serror = { address, error in
            guard let error, error.pointee.level == XML_ERR_FATAL else { return }
            let message = error.pointee.message.map { String(cString: $0) }
            XMLParse.events(address)?.pointee.stop(message ?? "not well-formed")
        }
        return handler
    }

    private static func handleEntities(_ handler: inout xmlSAXHandler) {
        handler.getEntity = { address, name in
            guard let name else { return nil }
            return XMLParse.events(address)?.pointee.entity(String(cString: name))
        }
        handler.getParameterEntity = { address, _ in XMLParse.events(address)?.pointee.entities.parameter }
        handler.reference = { address, name in
            let name = name.map { String(cString: $0) } ?? ""
            XMLParse.events(address)?.pointee.refuseEntity(name)
        }
        handler.entityDecl = { address, name, type, _, _, content in
            guard let name, let content else { return }
            XMLParse.events(address)?.pointee.entities.declare(String(cString: name), content, type: type)
        }
    }
}
