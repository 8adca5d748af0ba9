import Foundation
import Records
import TestSupport
import Testing

@testable import Formats

@Suite struct MboxReaderTests {
    private let folder = ScratchFolder()

    private struct Message: Decodable {
        var id: String
        var subject: String
        var from: String
        var in_reply_to: String
        var texts: [[String]]
    }

    private struct Rest: Decodable {
        var subject: String
        var from: String
        var date: String
        var in_reply_to: String?
    }

    /// Messages in many encodings and forms, as Python's email wrote them, and what it says they hold.
    @Test(.enabled(if: Peer.has("email"), "needs Python")) func whatPythonWrote() throws {
        let path = folder.path + "/m.mbox"
        let lines = try Peer.run(["Tests/Oracles/mailboxes.py", path]).split(separator: "\n")
        let wanted = try lines.map { try JSONDecoder().decode(Message.self, from: Data($0.utf8)) }
        #expect(wanted.count == 400)
        for limit in [Batch.Limit(), Batch.Limit(records: 1, bytes: 1)] {
            let found = ReadRecords(path, limit: limit)
            #expect(found.error == nil && found.bad.isEmpty)
            #expect(found.records.map(\.id) == wanted.map(\.id))
            for (record, message) in zip(found.records, wanted) {
                let rest = try JSONDecoder().decode(Rest.self, from: Data("{\(record.rest)}".utf8))
                #expect(rest.subject == message.subject && rest.from == message.from)
                #expect((rest.in_reply_to ?? "") == message.in_reply_to)
                #expect(rest.date == "Mon, 02 Jan 2023 03:04:05 +0000")
                let texts = message.texts.map { Self.plain($0[1], isPage: $0[0] == "html") }
                #expect(record.text == texts.joined(separator: "\n\n"), "\(message.id)")
            }
        }
    }

    /// A part's text: lines without blanks at their ends in a page.
    private static func plain(_ text: String, isPage: Bool) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let kept = isPage ? lines.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty } : lines
        return kept.joined(separator: "\n").replacingOccurrences(of: "\\s+$", with: "", options: .regularExpression)
    }

    private func read(_ text: String, _ options: SourceOptions = SourceOptions()) throws -> ReadRecords {
        ReadRecords(try folder.file("t.mbox", text), options)
    }

    @Test func onlyALineWithATimeBeginsAMessage() throws {
        let found = try read(
            """
            From a@b Mon Jan  2 03:04:05 2023
            Subject: eins

            From now on.

            From here it goes on.
            >From quoted.
            >>From twice.


            From a@b Mon Jan  2 03:04 2023\r
            Subject: zwei\r
            \r
            Text.\r

            """)
        #expect(
            found.texts == ["From now on.\n\nFrom here it goes on.\nFrom quoted.\n>From twice.", "Text."])
        #expect(found.records.map(\.rest) == ["\"subject\":\"eins\"", "\"subject\":\"zwei\""])
        #expect(found.records.last?.id == folder.path + "/t.mbox#\(found.records.last?.offset ?? -1)")
    }

    @Test func badMessagesCostThemselves() throws {
        let good = "From x 10:00\nSubject: a\n\ngut\n\n"
        let found = try read("Hello\nthere\n\n" + good + "From x 11:00\nno header\n\n" + good)
        #expect(found.texts == ["gut", "gut"])
        #expect(
            found.bad.map(\.reason) == [
                "no message: it does not begin with 'From ' and a date",
                "no message: its header does not end in an empty line",
            ])
        #expect(found.bad.map(\.line) == [1, 9] && found.bad.map(\.offset) == [0, 13 + good.utf8.count])
        var options = SourceOptions()
        options.maximumRecordBytes = ByteSize(5000)
        let long = "From x 12:00\nSubject: l\n\n" + String(repeating: "lang ", count: 200_000) + "\n\n"
        for text in [long, long + good, good + long + good + long, long + long] {
            let found = try read(text, options)
            let goods = text.components(separatedBy: "gut").count - 1
            #expect(found.texts == [String](repeating: "gut", count: goods) && found.error == nil)
            #expect(found.bad.count == text.components(separatedBy: "12:00").count - 1)
        }
    }

    @Test func flowedTextIsJoined() throws {
        let found = try read(
            "From x 10:00\nContent-Type: text/plain; format=\"flowed\"; charset=utf-8\n\n"
                + "eins \nzwei\n> drei \n> vier\n>> fünf \nsechs\n from \n-- \nName\n")
        #expect(found.texts == ["eins zwei\n> drei vier\n>> fünf \nsechs\nfrom \n-- \nName"])
    }

    @Test func nestedPartsEnd() throws {
        var text = "From x 10:00\nContent-Type: multipart/mixed; boundary=b\n\n"
        for _ in 0..<10_000 { text += "--b\nContent-Type: multipart/mixed; boundary=b\n\n" }
        let found = try read(text + "--b\n\ntief\n")
        #expect(found.error == nil && found.records.count + found.bad.count == 1)
        let none = try read("From x 10:00\nContent-Type: multipart/mixed\n\n--b\n\nText\n")
        #expect(none.texts == [""])
    }

    @Test func everyCut() throws {
        let text =
            "From x 10:00\nSubject: =?utf-8?B?w7xi?=\nContent-Type: multipart/alternative; boundary=\"q\"\n\n"
            + "--q\nContent-Transfer-Encoding: quoted-printable\n\n=C3=BC=\nb\n--q\nContent-Type: text/html\n\n<p>x\n--q--\n\n"
            + "From x 11:00\nSubject: z\nContent-Transfer-Encoding: base64\n\nw7xi\n"
        let bytes = Array(text.utf8)
        #expect(try read(text).texts == ["üb", "üb"])
        let second =
            bytes.count - Array("From x 11:00\nSubject: z\nContent-Transfer-Encoding: base64\n\nw7xi\n".utf8).count
        for length in 0..<bytes.count {
            let found = ReadRecords(try folder.file("c.mbox", Array(bytes[..<length])))
            #expect(found.error == nil && found.records.count + found.bad.count <= 2)
            if length > second { #expect(found.texts.first == "üb") }
        }
    }
}
