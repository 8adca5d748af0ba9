import Records
import TestSupport
import Testing

@testable import Formats

@Suite struct XMLMappingTests {
    let folder = ScratchFolder()

    func read(_ text: String, _ mapping: XMLMapping) throws -> ReadRecords {
        var options = SourceOptions()
        options.xml = mapping
        return ReadRecords(try folder.file("a.xml", text), options)
    }

    static let library = """
        <?xml version="1.0"?>
        <library xmlns:m="urn:m" xml:lang="en"><info lang="de" licence="CC0"><name> The  Mill </name></info>
        <shelf n="1"><book id="b1" year="1900"><title>Rye</title><author>A. Miller</author><m:body>
        <p>First <b>line</b><note>no</note>.</p><p>Second<br/>line.</p></m:body><key>corn</key><key>flour</key></book>
        <book id="b2" xml:lang="fr"><body><p>Seigle.</p></body><meta><title>Deep</title></meta></book></shelf>
        <book><body><p>Outside.</p></body></book></library>
        """

    @Test func everyMember() throws {
        var mapping = XMLMapping()
        mapping.record = [try XMLPath("shelf/book")]
        mapping.text = [try XMLPath("body/p")]
        mapping.drop = [try XMLPath("note")]
        mapping.id = [try XMLPath("@id")]
        mapping.fields = [
            "title": [try XMLPath("./title"), try XMLPath(".//title")], "by": [try XMLPath("author")],
            "shelf": [try XMLPath("/library/shelf/@n")], "name": [try XMLPath("/library/info/name")],
            "keys[]": [try XMLPath("key")], "old": [try XMLPath("book[@year=1900]/@year")],
            "licence": [try XMLPath("//info/@licence")],
        ]
        let found = try read(Self.library, mapping)
        #expect(found.error == nil)
        let file = folder.path + "/a.xml"
        #expect(found.records.map(\.id) == [file + "#b1", file + "#b2"])
        #expect(found.texts == ["First line.\nSecond line.", "Seigle."])
        #expect(found.records.map(\.language) == ["en", "fr"])
        #expect(
            found.records.map(\.rest) == [
                #""by":"A. Miller","keys":["corn","flour"],"licence":"CC0","name":"The Mill","old":"1900","shelf":"1","title":"Rye""#,
                #""licence":"CC0","name":"The Mill","shelf":"1","title":"Deep""#,
            ])
    }

    /// The matcher beside one that looks at the whole way from the root each time.
    @Test func pathsMatchAsTheirSlowTwin() throws {
        var draws = Philox(key: 11, counter: (0, 0))
        let names = ["a", "b", "c"]
        func path() -> String {
            let steps = (0..<Int.random(in: 1...4, using: &draws)).map { _ in
                let name = Int.random(in: 0..<5, using: &draws) == 0 ? "*" : names.randomElement(using: &draws) ?? "a"
                return Int.random(in: 0..<6, using: &draws) == 0 ? name + "[@k=1]" : name
            }
            var text = steps[0]
            for step in steps.dropFirst() { text += (Bool.random(using: &draws) ? "/" : "//") + step }
            return ["", "/", "./", ".//"][Int.random(in: 0..<4, using: &draws)] + text
        }
        for _ in 0..<200 {
            let paths = try (0..<5).map { _ in try XMLPath(path()) }
            var set = XMLPathSet(paths: paths)
            var way: [(name: String, key: Bool)] = []
            let recordDepth = Int.random(in: 0...3, using: &draws)
            for _ in 0..<60 {
                if !way.isEmpty, Bool.random(using: &draws) || way.count > 8 {
                    way.removeLast()
                    set.close()
                    continue
                }
                let element = (name: names.randomElement(using: &draws) ?? "a", key: Bool.random(using: &draws))
                way.append(element)
                let inRecord = recordDepth > 0 && way.count > recordDepth ? recordDepth : 0
                var ended = Self.open(&set, element, depth: way.count, recordDepth: inRecord)
                var found: [Int] = []
                while ended != 0 {
                    if let index = set.pathOfBit[ended.trailingZeroBitCount] { found.append(index) }
                    ended &= ended - 1
                }
                let expected = paths.indices.filter { Self.matches(paths[$0], way[...], inRecord) }
                #expect(found == expected, "\(paths.map(\.source)) in \(way) record at \(inRecord)")
            }
        }
    }

    private static func open(
        _ set: inout XMLPathSet, _ element: (name: String, key: Bool), depth: Int, recordDepth: Int
    ) -> UInt128 {
        let attribute: [UInt8] = Array("k\u{0}1\u{0}".utf8)
        return attribute.withUnsafeBufferPointer { bytes in
            let start = bytes.baseAddress
            var pointers: [UnsafePointer<UInt8>?] = [start, nil, nil, start.map { $0 + 2 }, start.map { $0 + 3 }]
            return Array(element.name.utf8CString).withUnsafeBufferPointer { name in
                name.withMemoryRebound(to: UInt8.self) { name in
                    pointers.withUnsafeMutableBufferPointer { pointers in
                        guard let name = name.baseAddress else { return 0 }
                        // Each call has the name at another address, as after a new start.
                        set.forgetNames()
                        let tag = XMLTag(
                            name: name, attributes: pointers.baseAddress, attributeCount: element.key ? 1 : 0)
                        return set.open(tag, depth: depth, recordDepth: recordDepth)
                    }
                }
            }
        }
    }

    private static func matches(_ path: XMLPath, _ way: ArraySlice<(name: String, key: Bool)>, _ record: Int) -> Bool {
        func holds(_ step: XMLPath.Step, _ element: (name: String, key: Bool)) -> Bool {
            (step.name.map { $0 == Array(element.name.utf8) } ?? true) && (step.condition == nil || element.key)
        }
        func matches(_ steps: ArraySlice<XMLPath.Step>, endingAt depth: Int) -> Bool {
            guard let last = steps.last, depth >= 1, holds(last, way[depth - 1]) else { return false }
            if steps.count == 1 {
                switch path.anchor {
                case .anywhere: return true
                case .root: return depth == 1
                case .record: return record > 0 && (last.isDeep ? depth > record : depth == record + 1)
                }
            }
            let before = steps.dropLast()
            if !last.isDeep { return matches(before, endingAt: depth - 1) }
            return (0..<depth).contains { matches(before, endingAt: $0) }
        }
        return matches(path.steps[...], endingAt: way.count)
    }

    @Test(arguments: [
        "", "/", "a//", "a//@", "@", "a/@b/c", "a[b]", "a[@b", "a b", "a/ /b", "<a>", "a[]", "///a", "a////b", "$",
        "..",
    ])
    func wrongPaths(path: String) {
        #expect(throws: DataError.self) { try XMLPath(path) }
    }

    @Test func mappingsThatAreNone() throws {
        #expect(throws: DataError.self) { try XMLMapping().check() }
        var mapping = XMLMapping()
        mapping.record = [try XMLPath("a/@b")]
        #expect(throws: DataError.self) { try mapping.check() }
        mapping.record = [try XMLPath(Array(repeating: "a", count: 129).joined(separator: "/"))]
        #expect(throws: DataError.self) { try mapping.check() }
        #expect(try read("<a/>", mapping).error?.cause.contains("128 steps") == true)
    }

    @Test func presetsAreWhole() throws {
        for preset in XMLMapping.presets {
            try preset.mapping.check()
            #expect(!preset.mapping.record.isEmpty && !preset.mapping.text.isEmpty)
        }
        try XMLMapping.segments.check()
    }

    @Test func unitsOfATranslationMemory() throws {
        let text = """
            <?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
            <tmx version="1.4"><header srclang="en-GB" segtype="sentence"/><body>
            <tu tuid="1"><note>n</note><tuv xml:lang="de"><seg>Die <bpt i="1">&lt;b></bpt>Mühle<ept i="1">&lt;/b></ept> mahlt.</seg></tuv>
            <tuv xml:lang="en-GB"><seg>The <hi>mill</hi> grinds.</seg></tuv></tu>
            <tu srclang="*all*"><tuv lang="FR"><seg>Oui.</seg></tuv><tuv lang="EN"><seg>Yes.</seg></tuv><tuv lang="FR"><seg>Si.</seg></tuv></tu>
            <tu><tuv xml:lang="en"><seg></seg></tuv></tu></body></tmx>
            """
        let found = ReadRecords(try folder.file("m.tmx", text))
        #expect(found.error == nil)
        #expect(found.texts == ["The mill grinds.", "Oui."])
        #expect(found.records.map(\.language) == ["en-GB", "FR"])
        #expect(found.records.first?.id == folder.path + "/m.tmx#1")
        #expect(
            found.records.map(\.rest) == [
                #""translation":{"de":"Die Mühle mahlt.","en-GB":"The mill grinds."}"#,
                #""translation":{"FR":"Oui.","EN":"Yes."}"#,
            ])
    }

    @Test func commentsOfStackExchange() throws {
        let found = ReadRecords(
            try folder.file(
                "Comments.xml",
                "<comments><row Id=\"5\" PostId=\"3\" Score=\"2\" Text=\"a &amp;&lt; b&#xA; c\" /></comments>"))
        #expect(found.texts == ["a &< b c"])
        #expect(found.records.map(\.rest) == [#""comment":"5","post":"3","score":"2""#])
    }
}
