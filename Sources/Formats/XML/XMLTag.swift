import CXML2

/// The start of an element as libxml2 hands it over; valid during the call it is given to.
struct XMLTag {
    let name: UnsafePointer<UInt8>
    /// Five pointers an attribute: local name, prefix, namespace, first byte of the value, the byte after it.
    let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    let attributeCount: Int

    func isNamed(_ wanted: StaticString) -> Bool { XMLTag.equals(name, wanted) }

    /// The value of an attribute, whatever its prefix.
    func attribute(_ wanted: StaticString) -> [UInt8]? {
        for index in 0..<attributeCount {
            guard let attributes, let name = attributes[5 * index], XMLTag.equals(name, wanted),
                let first = attributes[5 * index + 3], let end = attributes[5 * index + 4]
            else { continue }
            return Array(UnsafeBufferPointer(start: first, count: end - first))
        }
        return nil
    }

    /// The value of an attribute in the `xml:` namespace.
    func xmlAttribute(_ wanted: StaticString) -> [UInt8]? {
        for index in 0..<attributeCount {
            guard let attributes, let prefix = attributes[5 * index + 1], XMLTag.equals(prefix, "xml") else { continue }
            let one = XMLTag(name: name, attributes: attributes + 5 * index, attributeCount: 1)
            if let value = one.attribute(wanted) { return value }
        }
        return nil
    }

    static func equals(_ name: UnsafePointer<UInt8>, _ wanted: StaticString) -> Bool {
        // Both end in a zero byte, so the comparison stops at the first difference at the latest.
        for index in 0...wanted.utf8CodeUnitCount where name[index] != wanted.utf8Start[index] { return false }
        return true
    }
}
