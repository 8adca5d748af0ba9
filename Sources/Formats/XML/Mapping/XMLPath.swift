package import Records

/// Which elements or attributes are meant, in the abbreviated syntax of XSLT's patterns (XSLT 1.0, section 5.2).
///
/// `title` is any element of that name, `head/title` one in a `head`, `text//p` one somewhere below a `text`, `*` an
/// element of any name, `div[@type=chapter]` one whose attribute has that value. A path that begins with `/` begins with
/// the document's root, one that begins with `./` in the record's element. `…/@name` is an attribute of such an
/// element, `.` and `@name` alone are the record's element and its attribute. Prefixes of names do not count.
package struct XMLPath: Codable, Hashable, Sendable {
    enum Anchor: Hashable { case anywhere, root, record }

    struct Step: Hashable {
        /// nil for `*`.
        var name: [UInt8]?
        /// Below the step before at any depth, not right in it.
        var isDeep = false
        /// An attribute, and the value it must have.
        var condition: Condition?
    }

    struct Condition: Hashable {
        var attribute: [UInt8]
        var value: [UInt8]?
    }

    let source: String
    private(set) var anchor = Anchor.anywhere
    /// None for the record's element itself.
    private(set) var steps: [Step] = []
    /// nil for the element's text.
    private(set) var attribute: [UInt8]?

    package init(_ source: String) throws(DataError) {
        self.source = source
        var rest = source[...]
        var isDeep = false
        if rest == "." || rest.hasPrefix("./") || rest.hasPrefix("@") {
            anchor = .record
            if rest.hasPrefix(".") { rest = rest.dropFirst() }
            if rest.hasPrefix("/") { rest = rest.dropFirst() }
        } else if rest.hasPrefix("/"), !rest.hasPrefix("//") {
            anchor = .root
            rest = rest.dropFirst()
        }
        if rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
        } else if rest.hasPrefix("/") {
            isDeep = true
            rest = rest.dropFirst()
        }
        let parts = Self.split(rest)
        for (index, part) in parts.enumerated() {
            if part.isEmpty {
                guard index > 0, index < parts.count - 1, !isDeep else { throw fault("a step is empty") }
                isDeep = true
            } else if part.hasPrefix("@") {
                guard index == parts.count - 1 else { throw fault("nothing can follow an attribute") }
                attribute = try name(part.dropFirst())
            } else {
                steps.append(try step(part, isDeep: isDeep))
                isDeep = false
            }
        }
        guard !source.isEmpty, anchor == .record || !steps.isEmpty else { throw fault("it names no element") }
    }

    /// At the slashes that are not in brackets.
    private static func split(_ path: Substring) -> [Substring] {
        if path.isEmpty { return [] }
        var parts: [Substring] = []
        var start = path.startIndex
        var depth = 0
        for index in path.indices {
            if path[index] == "[" { depth += 1 }
            if path[index] == "]" { depth -= 1 }
            if path[index] == "/", depth == 0 {
                parts.append(path[start..<index])
                start = path.index(after: index)
            }
        }
        return parts + [path[start...]]
    }

    private func step(_ text: Substring, isDeep: Bool) throws(DataError) -> Step {
        let open = text.firstIndex(of: "[") ?? text.endIndex
        let element = text[..<open]
        var step = Step(name: element == "*" ? nil : try name(element), isDeep: isDeep)
        if open == text.endIndex { return step }
        guard text.hasSuffix("]"), text[text.index(after: open)...].hasPrefix("@") else {
            throw fault("a condition is written [@name=value]")
        }
        let condition = text[text.index(open, offsetBy: 2)...].dropLast()
        let equals = condition.firstIndex(of: "=")
        let value = equals.map { condition[condition.index(after: $0)...] }?.filter { $0 != "\"" && $0 != "'" }
        step.condition = Condition(
            attribute: try name(condition[..<(equals ?? condition.endIndex)]), value: value.map { Array($0.utf8) })
        return step
    }

    /// A name without its prefix.
    private func name(_ text: Substring) throws(DataError) -> [UInt8] {
        let isName = text.utf8.allSatisfy {
            $0 >= 0x80 || $0.isASCIILetter || $0.isASCIIDigit || "_-.:".utf8.contains($0)
        }
        let local = text.split(separator: ":", omittingEmptySubsequences: false).last ?? ""
        guard isName, let first = local.utf8.first, first >= 0x80 || first.isASCIILetter || first == UInt8(ascii: "_")
        else { throw fault("'\(text)' is no name of an element or attribute") }
        return Array(local.utf8)
    }

    private func fault(_ cause: String) -> DataError {
        DataError("'\(source)' is no path in XML: \(cause)", mend: "write it like body//div[@type=chapter]/@id")
    }

    package init(from decoder: any Decoder) throws {
        self = try XMLPath(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(source)
    }
}

extension [XMLPath] {
    /// Paths of a preset, which are right (a test reads them all).
    init(known paths: String...) { self = paths.compactMap { try? XMLPath($0) } }
}
