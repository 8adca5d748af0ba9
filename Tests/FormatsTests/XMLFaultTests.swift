import Foundation
import Glibc
import Records
import Testing

@testable import Formats

/// XML that is not well-formed, hostile or in another encoding: it costs the record it is in.
@Suite struct XMLFaultTests {
    let folder = ScratchFolder()

    func read(_ text: String, _ options: SourceOptions = SourceOptions()) throws -> ReadRecords {
        ReadRecords(try folder.file("a.xml", text), options)
    }

    static func wiki(_ pages: [String]) -> String {
        let texts = pages.enumerated().map {
            "<page><title>T</title><ns>0</ns><id>\($0)</id><revision><text>\($1)</text></revision></page>\n"
        }
        return "<mediawiki xml:lang=\"de\"><siteinfo><dbname>w</dbname></siteinfo>\n" + texts.joined() + "</mediawiki>"
    }

    /// Faults that libxml2 stops at, in the middle one of three pages.
    @Test(arguments: [
        "a & b", "a < b", "&bogus;", "&#0;", "&#x110000;", "a\u{1}b", "<b>x</i>", "</text></page><page>",
        "<page>", "<a b=\"<\"/>", "<a b=c/>", "<!-- -- -->", "<?xml version=\"1.0\"?>", "]]>", "<![CDATA[x", "<a b=\"&",
        "</page>", "</mediawiki>", "<!DOCTYPE x>", "<p:a xmlns:p=\"\">", "<a x=\"1\" x=\"2\"/>", "\u{FFFF}",
    ])
    func pagesAroundAFaultAreKept(fault: String) throws {
        let text = Self.wiki(["one", "two\n\(fault) two", "three", "four"])
        let found = try read(text)
        #expect(found.error == nil || fault == "<![CDATA[x", "\(String(describing: found.error))")
        #expect(found.texts.first == "one")
        // What opens a section without end, ends in the end of the file.
        if fault != "<![CDATA[x" {
            #expect(found.texts.suffix(2) == ["three", "four"], "\(found.texts)")
            #expect(!found.bad.isEmpty || fault == "<page>" || fault == "]]>")
        }
        let bytes = Array(text.utf8)
        for record in found.records {
            #expect(bytes[record.offset...].starts(with: "<page>".utf8))
            #expect(record.language == "de" && record.id.hasPrefix("w/"))
        }
        for bad in found.bad {
            #expect(bytes[bad.offset...].starts(with: "<page>".utf8) || bad.length < 40 || fault.hasPrefix("</"))
            #expect((2...4).contains(bad.line ?? 0), "\(bad)")
        }
    }

    @Test func whereFaultsAre() throws {
        let found = try read(Self.wiki(["one", "two\n\n& two", "three"]))
        let bad = try #require(found.bad.first)
        #expect(found.bad.count == 1)
        #expect(bad.line == 3)
        #expect(bad.reason.contains("(line 5, byte "))
        #expect(bad.beginning == "two\n\n")
        let bytes = Array(Self.wiki(["one", "two\n\n& two", "three"]).utf8)
        #expect(bytes[(bad.offset + bad.length)...].starts(with: "<page>".utf8))
        #expect(found.records.map(\.offset) == [bytes.firstIndex(of: 10).map { $0 + 1 }, bad.offset + bad.length])
    }

    /// Faults one after the other, over the borders of chunks.
    @Test func manyFaults() throws {
        let pages = (0..<3000).map { $0 % 3 == 1 ? "\($0) & \(String(repeating: "x", count: $0))" : "\($0)" }
        let text = Self.wiki(pages)
        let found = try read(text)
        #expect(found.texts == (0..<3000).filter { $0 % 3 != 1 }.map(String.init))
        #expect(found.bad.count == 1000)
        let bytes = Array(text.utf8)
        #expect(
            (found.records.map(\.offset) + found.bad.map(\.offset)).allSatisfy {
                bytes[$0...].starts(with: "<page>".utf8)
            })
        #expect(found.bad.map(\.line) == (0..<1000).map { $0 * 3 + 3 })
    }

    @Test func chaptersAndRowsAroundAFaultAreKept() throws {
        let chapters = ["good", "bad & bad", "good too"].map { "<div type=\"chapter\" id=\"c\"><p>\($0)</p></div>" }
        let tei = try read("<TEI xml:lang=\"en\"><text><body>" + chapters.joined() + "</body></text></TEI>")
        #expect(tei.texts == ["good", "good too"])
        #expect(tei.bad.count == 1 && tei.error == nil)
        #expect(tei.records.map(\.language) == ["en", "en"])
        let rows = try read(
            "<comments><row Id=\"1\" Text=\"a\"/><row Id=\"2\" Text=\"b & c\"/><row Id=\"3\" Text=\"d\"/></comments>")
        #expect(rows.texts == ["a", "d"])
        #expect(rows.bad.count == 1 && rows.error == nil)
    }

    // MARK: Hostile

    @Test(arguments: [
        (
            "<!DOCTYPE mediawiki [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;\">]>", "&d;"
        ),
        ("<!DOCTYPE mediawiki [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "&e;"),
        ("<!DOCTYPE mediawiki [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\"> %p;]>", "&p;"),
        ("<!DOCTYPE mediawiki SYSTEM \"http://127.0.0.1:1/x.dtd\">", "&unknown;"), ("", "&nbsp;"),
        ("<!DOCTYPE mediawiki [<!ENTITY r \"&r;\">]>", "&r;"), ("<!DOCTYPE mediawiki [<!ENTITY l \"<b/>\">]>", "&l;"),
        ("<!DOCTYPE mediawiki [<!ENTITY s \"\(String(repeating: "x", count: 257))\">]>", "&s;"),
    ])
    func entitiesAreRefused(doctype: String, reference: String) throws {
        let found = try read(doctype + Self.wiki(["good", "x \(reference)", "<a b=\"\(reference)\"/>", "good too"]))
        #expect(found.texts == ["good", "good too"])
        #expect(found.bad.count == 2)
        #expect(found.bad.allSatisfy { $0.reason.contains(reference) }, "\(found.bad.map(\.reason))")
    }

    @Test func plainEntitiesAreRead() throws {
        let doctype = "<!DOCTYPE mediawiki [<!ENTITY mill \"Mühle\"><!ENTITY copy2 \"&#169;\">]>"
        #expect(try read(doctype + Self.wiki(["&mill; &copy2; &amp;amp;"])).texts == ["Mühle © &"])
        // A DTD that is named and not loaded has HTML's, as those of CES and TEI do.
        let named = "<!DOCTYPE mediawiki PUBLIC \"x\" \"http://127.0.0.1:1/x.dtd\">"
        #expect(try read(named + Self.wiki(["caf&eacute; &mdash;"])).texts == ["café —"])
        let attribute = try read(doctype + "<comments><row Text=\"&mill;\"/><row Text=\"b\"/></comments>")
        #expect(attribute.texts == ["b"] && attribute.bad.count == 1)
    }

    /// 10 MB that would become 3 GB if each reference were as long as libxml2 lets it be.
    @Test func quadraticBlowUpIsBounded() throws {
        let doctype = "<!DOCTYPE mediawiki [<!ENTITY a \"\(String(repeating: "a", count: 256))\">]>"
        var options = SourceOptions()
        options.maximumRecordBytes = ByteSize(1 << 20)
        let found = try read(
            doctype + Self.wiki([String(repeating: "&a;", count: 1_000_000), "good"]), options)
        #expect(found.texts == ["good"])
        #expect(found.bad.count == 1)
    }

    @Test func depthIsLimited() throws {
        let deep = String(repeating: "<p>", count: 1_000_000)
        let found = try read(Self.wiki(["one", deep, "three"]))
        #expect(found.texts == ["one", "three"])
        #expect(found.bad.first?.reason.hasPrefix("elements are nested deeper than 512") == true)
        let unclosed = try read("<TEI>" + deep)
        #expect(unclosed.error?.cause == "the document ends within its root element")
        #expect(unclosed.bad.count == 1)
    }

    /// 2 GB in one element, through a pipe.
    @Test func endlessTextCostsNoMemory() throws {
        let path = folder.path + "/pipe.xml"
        try #require(mkfifo(path, 0o600) == 0)
        Thread.detachNewThread {
            let descriptor = open(path, O_WRONLY)
            func put(_ text: String) {
                _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            }
            let pages = Self.wiki(["one", "TWO", "three"]).split(separator: "TWO")
            put(String(pages[0]))
            let block = String(repeating: "two words ", count: 1 << 16)
            for _ in 0..<((2 << 30) / block.utf8.count) { put(block) }
            put(String(pages[1]))
            close(descriptor)
        }
        let before = Self.peakKilobytes()
        var options = SourceOptions()
        options.maximumRecordBytes = ByteSize(8 << 20)
        let piece = Part.Piece(file: path, source: "pipe", range: 0..<0)
        let found = ReadRecords(Part(index: 0, pieces: [piece]), options)
        #expect(found.texts == ["one", "three"])
        #expect(found.bad.map(\.length).allSatisfy { $0 > 2_000_000_000 })
        #expect(Self.peakKilobytes() - before < 100 << 10)
    }

    private static func peakKilobytes() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }

    /// What has no end is given up after 10 MB, and what lies in it is not gone through again and again.
    @Test(arguments: ["<!-- ", "<a b=\"", "<![CDATA[", "<?x ", "<page a=\"", "&", "<", "</", "<a:b:c "])
    func whatHasNoEnd(opening: String) throws {
        let pages = String(repeating: "<page>\(opening)", count: 20_000)
        let long = opening + String(repeating: "x", count: 11_000_000)
        for text in ["<mediawiki>" + pages, "<mediawiki>" + pages + long + Self.wiki(["one"])] {
            let found = try read(text)
            #expect(found.records.count <= 1)
        }
    }

    // MARK: Encodings

    static let encodings = [
        "UTF-16LE", "UTF-16BE", "ISO-8859-1", "WINDOWS-1251", "GB18030", "SHIFT_JIS", "EUC-KR", "UTF-8",
    ]

    static func encode(_ text: String, _ name: String) -> [UInt8] {
        guard let converter = iconv_open(name, "UTF-8") else { return [] }
        defer { iconv_close(converter) }
        var source = Array(text.utf8CString.dropLast())
        var room = [CChar](repeating: 0, count: 4 * source.count + 16)
        return source.withUnsafeMutableBufferPointer { source in
            room.withUnsafeMutableBufferPointer { room in
                var (from, left, to, free) = (source.baseAddress, source.count, room.baseAddress, room.count)
                guard Glibc.iconv(converter, &from, &left, &to, &free) != -1 else { return [] }
                return room.prefix(room.count - free).map { UInt8(bitPattern: $0) }
            }
        }
    }

    @Test(arguments: encodings)
    func declaredEncodings(name: String) throws {
        let sample =
            switch name {
            case "WINDOWS-1251": "млин"
            case "GB18030": "石磨𠀀"
            case "SHIFT_JIS": "石臼"
            case "EUC-KR": "맷돌"
            case "ISO-8859-1": "Mühle"
            default: "石磨𠀀é"
            }
        let pages = (0..<500).map { $0 % 7 == 3 ? "\($0) & \(sample)" : "\($0) \(sample)\n" }
        let declaration = "<?xml version=\"1.0\" encoding=\"\(name.hasPrefix("UTF-16") ? "UTF-16" : name)\"?>\n"
        let text = declaration + Self.wiki(pages)
        let mark: [UInt8] = name == "UTF-16LE" ? [0xFF, 0xFE] : name == "UTF-16BE" ? [0xFE, 0xFF] : []
        let bytes = mark + Self.encode(text, name)
        try #require(bytes.count > mark.count)
        let found = ReadRecords(try folder.file("e.xml", bytes))
        #expect(found.error == nil)
        #expect(found.texts == (0..<500).filter { $0 % 7 != 3 }.map { "\($0) \(sample)" })
        #expect(found.bad.count == 71)
        let page = Self.encode("<page>", name)
        #expect((found.records.map(\.offset) + found.bad.map(\.offset)).allSatisfy { bytes[$0...].starts(with: page) })
    }

    /// Without a mark, with a wrong declaration, and with bytes that are not of the encoding.
    @Test func wrongEncodings() throws {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + Self.wiki(["é"])
        #expect(ReadRecords(try folder.file("a.xml", Self.encode(text, "UTF-16LE"))).texts == ["é"])
        #expect(ReadRecords(try folder.file("b.xml", text)).texts == ["é"])
        let unknown = try read("<?xml version=\"1.0\" encoding=\"x-klingon\"?>" + Self.wiki(["a"]))
        #expect(unknown.error?.cause == "the document declares the encoding 'x-klingon', which is not known")
        // A byte of Latin-1 in UTF-8.
        let pages = Self.wiki(["one", "caf#", "three"])
        let broken = Array(pages.utf8).map { $0 == UInt8(ascii: "#") ? 0xE9 : $0 }
        let found = ReadRecords(try folder.file("c.xml", broken))
        #expect(found.texts == ["one", "three"])
        #expect(found.bad.count == 1 && found.error == nil)
        // Half of a pair in UTF-16.
        var half = Self.encode(pages, "UTF-16LE")
        let place = try #require(half.indices.first { half[$0] == UInt8(ascii: "#") })
        half.replaceSubrange(place...(place + 1), with: [0x00, 0xD8])
        let surrogate = ReadRecords(try folder.file("d.xml", half))
        #expect(surrogate.texts == ["one", "three"])
        #expect(surrogate.bad.first?.reason.hasPrefix("not valid UTF-16LE") == true, "\(surrogate.bad)")
    }
}
