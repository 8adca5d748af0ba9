import Records
import Testing

@testable import Formats

@Suite struct MarkdownReaderTests {
    private let folder = ScratchFolder()

    private func read(_ text: String) throws -> ReadRecords { ReadRecords(try folder.file("r.md", text)) }

    @Test func textWithoutItsMarks() throws {
        let found = try read(
            """
            ---
            title: "Aus dem Vorspann"
            ---
            # Ein *Titel*

            Ein [Link](http://a.b "t") mit **fettem** und ~~altem~~ Text,
            der umbrochen ist. ![Bild](b.png) <!-- weg -->

            - eins
            - zwei
              1. tief

            ```swift
            let a = [1]  // ![kein Bild]
            ```

            | a | b |
            |---|---|
            | 1 | `2` |

            <details><summary>Mehr</summary>Text &amp; so</details>

            [ref]: http://c.d
            """)
        #expect(
            found.texts == [
                """
                Ein Titel
                Ein Link mit fettem und altem Text, der umbrochen ist.
                - eins
                - zwei
                - tief
                let a = [1]  // ![kein Bild]
                a | b
                1 | 2
                Mehr
                Text & so
                """
            ])
        #expect(found.records.first?.rest == "\"title\":\"Aus dem Vorspann\"")
    }

    @Test func theFirstHeadingIsTheTitle() throws {
        #expect(try read("Text\n\nTitel\n=====\n").records.first?.rest == "\"title\":\"Titel\"")
        #expect(try read("+++\ntitle = 'T'\n+++\nText").records.map(\.text) == ["Text"])
        #expect(try read("---\nno end").texts == ["no end"])
        #expect(try read("").records.isEmpty)
    }

    @Test func whatNobodyWrites() throws {
        #expect(try read(String(repeating: "> ", count: 100_000) + "x").records.count == 1)
        #expect(try read(String(repeating: "[", count: 200_000)).records.count == 1)
        #expect(try read(String(repeating: "*_", count: 100_000)).records.count == 1)
        let images = try read(String(repeating: "![[]()", count: 100_000))
        #expect(images.bad.map(\.reason) == ["more than 10000 images in one document"])
        #expect(ReadRecords(try folder.file("b.md", [0x23, 0xFF, 0xFE, 0x00])).bad.count == 1)
    }
}
