import Records
import Testing

@testable import Formats

@Suite struct HTMLReaderTests {
    let folder = ScratchFolder()
    static let sentence =
        "This is a sentence that is long enough to be taken for the text of an article, as it says something to its reader."

    func page(_ body: String, head: String = "") throws -> ReadRecords {
        ReadRecords(try folder.file("a.html", "<html lang=en><head>\(head)</head><body>\(body)</body></html>"))
    }

    /// An anchor that leads nowhere is no link, however long it goes on: in XHTML it ends at once, in HTML at the next.
    @Test func placesAreNoLinks() throws {
        let sections = (1...9).map {
            "<div><h2><a id=\"s\($0)\"/>Section \($0)</h2><p>\(Self.sentence)</p><table><tr><td>cell \($0)</td></tr></table></div>"
        }
        let found = ReadRecords(try folder.file("x.html", "<html><body>\(sections.joined())</body></html>"))
        for number in 1...9 {
            #expect(found.texts[0].contains("Section \(number)") && found.texts[0].contains("cell \(number)"))
        }
    }

    @Test func whatIsNotContentGoes() throws {
        let found = try page(
            """
            <header><h1>Site</h1></header><nav><ul><li><a href=1>Home</a><li><a href=2>News</a></ul></nav>
            <div id="main"><h1>Title <a href="#t">¶</a></h1><script>if (a<b) {}</script><style>p { }</style>
            <p>\(Self.sentence)</p><h2>Part</h2><p>\(Self.sentence) <b>Bold</b>&nbsp;and &eacute;<br>second line.</p>
            <ul><li><p>first point</p></li><li>second</li></ul><p>\(Self.sentence)</p>
            <h2>See also</h2><ul><li><a href=3>Other page</a></li><li><a href=4>Another one</a></li></ul></div>
            <aside><p>\(Self.sentence)</p></aside><p style="display: none">\(Self.sentence)</p>
            <footer><p>\(Self.sentence)</p></footer>
            """, head: "<title> The\n Title </title>")
        #expect(
            found.texts == [
                """
                Title ¶
                \(Self.sentence)
                Part
                \(Self.sentence) Bold and é
                second line.
                - first point
                - second
                \(Self.sentence)
                """
            ])
        #expect(found.records[0].language == "en")
        #expect(found.records[0].rest == #""title":"The Title""#)
        #expect(found.records[0].id == folder.path + "/a.html#0")
    }

    @Test func codeAndTablesStayReadable() throws {
        let found = try page(
            "<p>\(Self.sentence)</p><pre>if x:\n    y\n</pre><table><tr><td>a<td>b</tr><tr><td>c</td><td>d</td></tr></table><p>\(Self.sentence)</p>"
        )
        #expect(found.texts == ["\(Self.sentence)\nif x:\n    y\na | b\nc | d\n\(Self.sentence)"])
    }

    @Test func aPageThatIsAFormHasText() throws {
        #expect(
            try page("<form><p>\(Self.sentence)</p><input value=x><select><option>o</select></form>").texts == [
                Self.sentence
            ])
        #expect(try page("<p>\(Self.sentence)</p><form><p>\(Self.sentence)</p></form>").texts == [Self.sentence])
    }

    @Test func pagesWithoutProseKeepTheirParagraphs() throws {
        #expect(try page("<p>Short.</p><p><a href=x>Link</a></p>").texts == ["Short.\nLink"])
        #expect(try page("").texts == [""])
        #expect(ReadRecords(try folder.file("e.html", "")) == ReadRecords())
    }

    @Test(arguments: [
        ("<meta charset=iso-8859-1>", [0xE9, 0x80], "é€"), ("", [0xE9, 0x93], "é“"), ("", [0xC3, 0xA9], "é"),
        ("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1251'>", [0xE6, 0xE8], "жи"),
        ("<meta charset=\"shift_jis\">", [0x93, 0xFA], "日"), ("<meta charset=gb2312>", [0xC8, 0xD5], "日"),
        ("<meta charset=euc-kr>", [0xB0, 0xA1], "가"), ("<meta charset=utf-16>", [0xC3, 0xA9], "é"),
        ("<meta charset=koi8-r>", [0xD6], "ж"),
    ])
    func encodings(head: String, bytes: [UInt8], text: String) throws {
        let page = Array("<html><head>\(head)</head><body><p>".utf8) + bytes + Array("</p></body></html>".utf8)
        #expect(ReadRecords(try folder.file("a.html", page)).texts == [text])
    }

    @Test func marksTellTheEncoding() throws {
        let text = "<p>é日</p>"
        let utf16 = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        #expect(ReadRecords(try folder.file("l.html", [0xFF, 0xFE] + utf16)).texts == ["é日"])
        let swapped = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        #expect(ReadRecords(try folder.file("b.html", [0xFE, 0xFF] + swapped)).texts == ["é日"])
        #expect(ReadRecords(try folder.file("u.html", "\u{FEFF}<meta charset=latin1>" + text)).texts == ["é日"])
    }

    @Test(arguments: [
        ("<meta charset=utf-8>", [0xE9, 0x20] as [UInt8], "not valid UTF-8 (at byte 20"),
        ("<meta charset=shift_jis>", [0x81, 0x20], "not valid CP932 (at byte 24"),
        ("<meta charset=x-none>", [], "not known"),
    ])
    func wrongEncodingsAreQuarantined(head: String, bytes: [UInt8], reason: String) throws {
        let found = ReadRecords(try folder.file("a.html", Array(head.utf8) + bytes + Array("<p>x</p>".utf8)))
        #expect(found.records.isEmpty)
        #expect(found.bad.map(\.reason).allSatisfy { $0.contains(reason) }, "\(found.bad)")
        #expect(found.bad.count == 1)
    }

    @Test func zeroBytesDoNotEndThePage() throws {
        #expect(ReadRecords(try folder.file("z.html", Array("<p>a".utf8) + [0] + Array("b</p>".utf8))).texts == ["a b"])
    }
}
