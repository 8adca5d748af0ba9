import Records
import TestSupport
import Testing

@testable import Formats

@Suite struct XMLReaderTests {
    let folder = ScratchFolder()

    func read(_ text: String, _ options: SourceOptions = SourceOptions()) throws -> ReadRecords {
        ReadRecords(try folder.file("a.xml", text), options)
    }

    @Test func articlesOfAMediaWikiDump() throws {
        let found = try read(XMLSamples.wiki)
        #expect(found.error == nil)
        #expect(found.records.map(\.id) == ["dewiki/12", "dewiki/15"])
        #expect(found.texts == ["Bern ist eine Stadt.", "Thun liegt\nda."])
        #expect(found.records.map(\.language) == ["de", "de"])
        #expect(found.records.map(\.rest) == [#""title":"Bern & Um""#, #""title":"Thun""#])
        // The offset is that of `<page>`.
        let bytes = Array(XMLSamples.wiki.utf8)
        for record in found.records {
            #expect(String(decoding: bytes[record.offset...].prefix(6), as: UTF8.self) == "<page>")
        }
    }

    @Test func oldDumpsNameNamespacesInTitles() throws {
        let text = XMLSamples.wiki.split(separator: "<ns>0</ns>").joined().split(separator: "<ns>12</ns>").joined()
        #expect(try read(text).records.map(\.id) == ["dewiki/12", "dewiki/15"])
    }

    @Test func chaptersOfACESText() throws {
        let found = try read(XMLSamples.ces)
        let file = folder.path + "/a.xml"
        #expect(found.records.map(\.id) == [file + "#b.MAT.1", file + "#b.MAT.2"])
        #expect(found.texts == ["Yesu Kristo <1>\nalikuwa", "Abrahamu"])
        #expect(found.records.map(\.language) == ["ssw", "ssw"])
    }

    @Test func paragraphsOfATEIBody() throws {
        let found = try read(
            """
            <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><p>no</p></teiHeader><text xml:lang="fr"><front><p>avant</p>
            </front><body><head>Titre</head><p>Un <hi>mot</hi><note>non</note> et<lb/>deux.</p>
            <div type="chapter" xml:id="c1" xml:lang="la"><p>Tres.</p></div><p>Quatre</p></body></text></TEI>
            """)
        #expect(found.error == nil)
        #expect(found.texts == ["avant\nTitre\nUn mot et deux.", "Tres.", "Quatre"])
        #expect(found.records.map(\.language) == ["fr", "la", "fr"])
        #expect(found.records[1].id == folder.path + "/a.xml#c1")
        #expect(Set(found.records.map(\.id)).count == 3)
    }

    @Test(.enabled(if: Fixtures.sharedData("udhr") != nil, "needs ../shared/data"))
    func declarationsOfHumanRights() throws {
        let folder = try #require(Fixtures.sharedData("udhr"))
        let found = try InputFiles.expand([folder], SourceOptions())
        #expect(found.files.count == 42)
        for file in found.files {
            let one = ReadRecords(file.path)
            #expect(one.error == nil && one.bad.isEmpty)
            #expect(one.records.count == 1)
            #expect(one.records[0].text.split(separator: "\n").count > 60, "\(file.path)")
            #expect(!one.records[0].language.isEmpty)
        }
    }

    @Test(
        .enabled(if: Fixtures.sharedData("bible") != nil, "needs ../shared/data"),
        arguments: [("Swahili-NT", 256), ("Latvian-NT", 260), ("Cherokee-NT", 260), ("Gujarati-NT", 260)])
    func chaptersOfTestaments(name: String, chapters: Int) throws {
        let path = try #require(Fixtures.sharedData("bible/\(name).xml"))
        let found = ReadRecords(path)
        #expect(found.error == nil && found.bad.isEmpty)
        #expect(found.records.count == chapters)
        #expect(found.records.allSatisfy { !$0.text.isEmpty })
    }

    @Test func anExternalDTDAloneDoesNoHarm() throws {
        let found = try read(
            "<!DOCTYPE cesDoc SYSTEM \"http://127.0.0.1:1/x.dtd\"><cesDoc><body><p>a &#233; &amp;</p></body></cesDoc>")
        #expect(found.error == nil)
        #expect(found.texts == ["a é &"])
    }

    @Test func otherRootsAndNoXMLAreErrors() throws {
        #expect(try read("<rss><p>x</p></rss>").error?.cause.contains("<rss>") == true)
        #expect(try read("no xml at all").error != nil)
        #expect(try read("") == ReadRecords())
    }

    @Test func recordsOverTheLimitAreQuarantined() throws {
        var options = SourceOptions()
        options.maximumRecordBytes = ByteSize(50)
        let long = String(repeating: "x", count: 200)
        let tei = try read(
            "<TEI><body><div type=\"chapter\"><p>\(long)</p></div><div type=\"chapter\"><p>ok</p></div></body></TEI>",
            options)
        #expect(tei.texts == ["ok"])
        #expect(tei.bad.count == 1)
        let wiki = try read(
            "<mediawiki><page><id>1</id><revision><text>\(long)</text></revision></page><page><id>2</id><revision><text>ok</text></revision></page></mediawiki>",
            options)
        #expect(wiki.texts == ["ok"])
        #expect(wiki.bad.count == 1)
    }
}
