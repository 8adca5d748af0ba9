import Records

/// The files of a book and the package document that says what they are (EPUB 3.3, sections 4.2.6.3 and 5; EPUB 2 alike).
struct EPUBBook {
    private let files: [String: [UInt8]]
    private let package: EPUBPackage
    private let folder: String

    /// Whether a file of the archive is looked at.
    static func isText(_ path: String) -> Bool {
        ["xhtml", "html", "htm", "xml", "opf"].contains(FileName(path).suffix)
    }

    init(_ files: [String: [UInt8]]) throws(RecordFault) {
        guard let container = files["META-INF/container.xml"] else {
            throw RecordFault(reason: "no EPUB: there is no META-INF/container.xml in it")
        }
        var path = ""
        try XMLPull.read(container, name: "META-INF/container.xml") { event in
            if case .start("rootfile", let attributes) = event, path.isEmpty { path = attributes["full-path"] ?? "" }
        }
        guard let bytes = files[path] else {
            throw RecordFault(reason: "no EPUB: the package document '\(path)' is not in it")
        }
        self.files = files
        package = try EPUBPackage(bytes, name: path)
        folder = path.contains("/") ? Folder.parent(of: path) : ""
    }

    /// - Throws: when a chapter cannot be read.
    func record() throws(RecordFault) -> FileRecord {
        var text: [UInt8] = []
        for href in package.chapters {
            let path = Self.resolve(href, in: folder)
            guard let bytes = files[path] else { throw RecordFault(reason: "the chapter '\(path)' is not in the book") }
            let utf8 = try TextEncoding(sniffing: bytes.span).decode(bytes.span)
            let page = HTMLParse.page(utf8.span)
            var chapter: [UInt8] = []
            page.appendWholeText(to: &chapter)
            if chapter.isEmpty { continue }
            if !text.isEmpty { text += [0x0A, 0x0A] }
            text += chapter
        }
        let members = [("title", package.title), ("author", package.author), ("identifier", package.identifier)]
        return FileRecord(
            text: text, language: Array(package.language.utf8),
            members: members.map { (name: $0, value: Array($1.utf8)) })
    }

    /// A relative URL's path, its percent-encoding taken off (RFC 3986, sections 2.1 and 5.2.4).
    private static func resolve(_ href: String, in folder: String) -> String {
        var components = folder.split(separator: "/").map(String.init)
        let path = href.prefix { $0 != "#" }
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = components.popLast() } else { components.append(unescaped(part)) }
        }
        return components.joined(separator: "/")
    }

    private static func unescaped(_ part: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = part.utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
