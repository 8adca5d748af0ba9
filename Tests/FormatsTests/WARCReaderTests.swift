import Foundation
import Records
import TestSupport
import Testing

@testable import Formats

@Suite struct WARCReaderTests {
    let folder = ScratchFolder()

    /// A record of a web archive.
    static func record(_ type: String, _ fields: String = "", _ block: [UInt8]) -> [UInt8] {
        let header = "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Record-ID: <urn:x:\(type)>\r\n\(fields)"
        return Array("\(header)Content-Length: \(block.count)\r\n\r\n".utf8) + block + Array("\r\n\r\n".utf8)
    }

    static func response(_ headers: String, _ body: [UInt8], status: String = "200 OK") -> [UInt8] {
        record(
            "response", "WARC-Target-URI: http://a.example/\r\nContent-Type: application/http; msgtype=response\r\n",
            Array("HTTP/1.1 \(status)\r\n\(headers)\r\n".utf8) + body)
    }

    func read(_ bytes: [UInt8], _ options: SourceOptions = SourceOptions()) throws -> ReadRecords {
        ReadRecords(try folder.file("a.warc", bytes), options)
    }

    @Test func pagesGoThroughTheExtractor() throws {
        let page = "<html lang=fr><title>T</title><nav>N</nav><p>\(HTMLReaderTests.sentence) \u{E9}</p></html>"
        let body = page.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        let about = Self.record("warcinfo", "", Array("software: x\r\n".utf8))
        let found = try read(about + Self.response("Content-Type: text/html; Charset=\"ISO-8859-1\"\r\n", body))
        #expect(
            found.records == [
                ReadRecords.Record(
                    id: "urn:x:response", text: HTMLReaderTests.sentence + " é", language: "fr", source: "here",
                    rest: #""url":"http://a.example/","title":"T""#, offset: about.count)
            ])
        #expect(found.bad.isEmpty)
    }

    @Test func whatIsNoDocumentIsPassedOver() throws {
        let text = Array("x".utf8)
        let others =
            Self.record("request", "", text) + Self.record("revisit", "", text) + Self.record("metadata", "", text)
            + Self.record("strange", "", text) + Self.response("Content-Type: text/plain\r\n", text, status: "404 Not")
            + Self.response("Content-Type: image/png\r\nContent-Encoding: br\r\n", text)
            + Self.record("response", "Content-Type: text/dns\r\n", text) + Self.response("", text)
        let found = try read(others)
        #expect(found == ReadRecords())
        var options = SourceOptions()
        options.warcTypes = [.request, .metadata]
        #expect(try read(others, options).records.map(\.id) == ["urn:x:request", "urn:x:metadata"])
    }

    @Test func theTextOfWETAndTheJSONOfWAT() throws {
        let found = try read(
            Self.record(
                "conversion", "WARC-Identified-Content-Language: deu,eng\r\nContent-Type: text/plain\r\n",
                Array("Grüße\nb".utf8))
                + Self.record("metadata", "Content-Type: application/json\r\n", Array("{ \"a\" : [1, \"x\"] }".utf8))
                + Self.record("metadata", "Content-Type: application/json\r\n", Array("{\"a\":".utf8)))
        #expect(found.texts == ["Grüße\nb", ""])
        #expect(found.records.map(\.language) == ["deu", ""])
        #expect(found.records[1].rest == #""metadata":{"a":[1,"x"]}"#)
        #expect(found.bad.count == 1)
    }

    @Test(arguments: [
        ("transfer-encoding: Chunked\r\n", "2;x\r\nab\r\n001\r\nc\r\n0\r\n\r\n", "abc"),
        ("Transfer-Encoding: chunked\r\n", "5\r\nab", "ab"),
        ("Transfer-Encoding: chunked\r\n", "not chunked", "not chunked"),
        ("Transfer-Encoding: chunked\r\n", "ffffffffffffffffffff\r\nab", "ab"),
        ("Content-Encoding: gzip\r\n", "not packed", "not packed"), ("Content-Encoding: identity\r\n", "ab", "ab"),
        ("X: a\r\n b\r\n", "ab", "ab"), ("", "ab", "ab"),
    ])
    func bodies(headers: String, body: String, text: String) throws {
        let found = try read(Self.response("Content-Type: text/plain\r\n" + headers, Array(body.utf8)))
        #expect(found.texts == [text])
    }

    @Test func lineFeedsAloneAndOldVersionsAreRead() throws {
        let text = "WARC/0.18\nWARC-Type: conversion\nContent-Type: text/plain\nContent-Length: 2\n\nab\n\n"
        let found = try read(Array((text + text).utf8))
        #expect(found.texts == ["ab", "ab"])
        #expect(found.records.map(\.id) == [folder.path + "/a.warc#0", folder.path + "/a.warc#\(text.utf8.count)"])
    }

    private static let texts = ["first", "second", "third"]

    private static func conversion(_ text: String, length: Int? = nil) -> [UInt8] {
        let length = length ?? text.utf8.count
        return Array(
            "WARC/1.1\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: \(length)\r\n\r\n\(text)\r\n\r\n"
                .utf8)
    }

    @Test(arguments: [0, 3, 11, 20, 1 << 40])
    func aWrongLengthCostsOneRecord(length: Int) throws {
        let found = try read(
            Self.conversion("first") + Self.conversion("second", length: length) + Self.conversion("third"))
        #expect(found.texts.first == "first" && found.texts.last == "third")
        #expect(found.bad.count == 1)
    }

    @Test func cutShortAnywhereTheRecordsBeforeAreKept() throws {
        let records = Self.texts.map { Self.conversion($0) }
        let whole = Array(records.joined())
        // The two line breaks at a record's end may be missing.
        let ends = records.indices.map { records[...$0].joined().count - 4 }
        for count in 0..<whole.count {
            let found = try read(Array(whole[..<count]))
            let complete = ends.count { $0 <= count }
            #expect(found.texts.prefix(complete) == Self.texts.prefix(complete), "cut at \(count)")
        }
    }

    /// warcio writes the archives and reads them, fastwarc too.
    @Test(.enabled(if: Peer.has("warcio"), "needs warcio and fastwarc: make test installs them"), arguments: 1...20)
    func asThePeersReadThem(seed: Int) throws {
        let lines = try Peer.run(["Tests/Oracles/warc/records.py", folder.path, String(seed)]).split(separator: "\n")
        struct Line: Decodable {
            var file, id, text, url, date: String
            var offset: Int
        }
        let wanted = try lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        for name in Set(wanted.map(\.file)) {
            let found = ReadRecords(folder.path + "/" + name, limit: .init(records: 7))
            #expect(found.bad.isEmpty && found.error == nil)
            let own = wanted.filter { $0.file == name }
            #expect(found.records.map(\.id) == own.map(\.id))
            #expect(found.texts == own.map(\.text))
            #expect(found.records.map(\.offset) == own.map(\.offset))
            for (record, line) in zip(found.records, own) {
                let rest = try JSONValue.object(ofMembers: Array(record.rest.utf8).span)
                #expect(rest["url"]?.string == line.url && rest["date"]?.string == line.date)
            }
        }
    }
}
