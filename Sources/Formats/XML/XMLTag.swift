import CXML2

/// The start of an element as libxml2 hands it over; valid during the call it is given to.
struct XMLTag {
    /// Without its prefix. libxml2 keeps one copy of each name, so that the address tells the name within one document.
    let name: UnsafePointer<UInt8>
    /// Five pointers an attribute: local name, prefix, namespace, first byte of the value, the byte after it.
    let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    let attributeCount: Int

    func isNamed(_ wanted: StaticString) -> Bool { XMLTag.equals(name, wanted) }

    /// The value of an attribute, whatever its prefix.
    func attribute(_ wanted: StaticString) -> [UInt8]? {
        UnsafeBufferPointer(start: wanted.utf8Start, count: wanted.utf8CodeUnitCount).withMemoryRebound(to: UInt8.self)
        {
            attribute($0).map { Array($0) }
        }
    }

    /// The value of an attribute, whatever its prefix, where libxml2 holds it.
    func attribute(_ wanted: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        for index in 0..<attributeCount {
            guard let attributes, let name = attributes[5 * index], XMLTag.equals(name, wanted) else { continue }
            return value(index)
        }
        return nil
    }

    /// The value of an attribute in the `xml:` namespace.
    func xmlAttribute(_ wanted: StaticString) -> [UInt8]? {
        for index in 0..<attributeCount {
            guard let attributes, let prefix = attributes[5 * index + 1], XMLTag.equals(prefix, "xml"),
                let name = attributes[5 * index], XMLTag.equals(name, wanted)
            else { continue }
            return value(index).map { Array($0) }
        }
        return nil
    }

    private func value(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
        guard let attributes, let first = attributes[5 * index + 3], let end = attributes[5 * index + 4] else {
            return nil
        }
        return UnsafeBufferPointer(start: first, count: end - first)
    }

    // Both end in a zero byte, so the comparison stops at the first difference at the latest.
    static func equals(_ name: UnsafePointer<UInt8>, _ wanted: StaticString) -> Bool {
        for index in 0...wanted.utf8CodeUnitCount where name[index] != wanted.utf8Start[index] { return false }
        return true
    }

    static func equals(_ name: UnsafePointer<UInt8>, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in wanted.indices where name[index] != wanted[index] { return false }
        return name[wanted.count] == 0
    }
}
