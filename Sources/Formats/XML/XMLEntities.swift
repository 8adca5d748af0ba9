import CXML2

/// The entities that a document may refer to beside XML's five: those it declares as plain characters, and HTML's where
/// it names a DTD that is not loaded, since such a DTD (of CES, TEI or DocBook) has them.
///
/// What stands for other entities or for elements is none of them, so that nothing grows by more than `maximumBytes` a
/// reference. A class because libxml2 is given its memory.
final class XMLEntities {
    static let maximumBytes = 256
    private static let maximumCount = 10_000
    private var known: [String: UnsafeMutablePointer<xmlEntity>] = [:]
    /// What every parameter entity stands for: nothing. Without one, libxml2 gives the document up.
    let parameter = make(XML_INTERNAL_PARAMETER_ENTITY, [])

    deinit {
        for entity in [parameter] + known.values {
            entity.pointee.content.deallocate()
            entity.deallocate()
        }
    }

    /// Declarations of other kinds are passed over: what is referred to and not known is a fault.
    func declare(_ name: String, _ content: UnsafePointer<UInt8>, type: Int32) {
        let bytes = UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content)))
        guard type == XML_INTERNAL_GENERAL_ENTITY.rawValue, bytes.count <= Self.maximumBytes,
            !bytes.contains(UInt8(ascii: "&")), !bytes.contains(UInt8(ascii: "<"))
        else { return }
        add(name, Array(bytes))
    }

    func find(_ name: String, hasDTD: Bool) -> UnsafeMutablePointer<xmlEntity>? {
        if let entity = known[name] { return entity }
        guard hasDTD, let code = htmlEntityLookup(name)?.pointee.value, let scalar = Unicode.Scalar(code) else {
            return nil
        }
        add(name, Array(String(scalar).utf8))
        return known[name]
    }

    /// libxml2 hands the content of a predefined entity on as it is.
    private func add(_ name: String, _ content: [UInt8]) {
        guard known[name] == nil, known.count < Self.maximumCount else { return }
        known[name] = Self.make(XML_INTERNAL_PREDEFINED_ENTITY, content)
    }

    private static func make(_ type: xmlEntityType, _ content: [UInt8]) -> UnsafeMutablePointer<xmlEntity> {
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: content.count + 1)
        for (index, byte) in content.enumerated() { bytes[index] = byte }
        bytes[content.count] = 0
        let entity = UnsafeMutablePointer<xmlEntity>.allocate(capacity: 1)
        entity.initialize(to: xmlEntity())
        entity.pointee.etype = type
        entity.pointee.content = bytes
        entity.pointee.length = Int32(content.count)
        return entity
    }
}
