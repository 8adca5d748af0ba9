import Foundation
import Records
import TestSupport
import Testing

@testable import Filters

@Suite struct PersonalDataTests {
    private struct Planted: Decodable {
        var language: String
        var text: String
        var found: [[String]]
    }

    private func found(_ text: String, _ language: String = "en") -> [[String]] {
        let bytes = Array(text.utf8)
        var finder = PersonalDataFinder(kinds: Set(PersonalDataKind.allCases))
        finder.find(in: bytes.span, language: language)
        return finder.found.map { [$0.kind.rawValue, String(decoding: bytes[$0.range], as: UTF8.self)] }
    }

    /// Recorded by Tests/Oracles/filters/personal_data.py.
    @Test func plantedDataIsFoundAndLittleElse() throws {
        let path = Fixtures.root + "/Tests/Oracles/recorded/personal_data.jsonl"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        var hits: [String: Int] = [:]
        var misses: [String: Int] = [:]
        var wrong: [String: Int] = [:]
        for line in lines {
            let planted = try JSONDecoder().decode(Planted.self, from: Data(line.utf8))
            let found = found(planted.text, planted.language)
            for datum in planted.found {
                if found.contains(datum) { hits[datum[0], default: 0] += 1 } else { misses[datum[0], default: 0] += 1 }
            }
            for datum in found where !planted.found.contains(datum) { wrong[datum[0], default: 0] += 1 }
            if ProcessInfo.processInfo.environment["QUERN_SHOW_MISSES"] != nil, found != planted.found {
                print(planted.language, planted.text, found)
            }
        }
        for kind in hits.keys.sorted() {
            let (hit, miss, wrong) = (hits[kind] ?? 0, misses[kind] ?? 0, wrong[kind] ?? 0)
            print("\(kind): recall \(Double(hit) / Double(hit + miss)), precision \(Double(hit) / Double(hit + wrong))")
            let least = kind == "phone" ? 0.9 : 0.99
            #expect(Double(hit) >= least * Double(hit + miss), "\(kind) is missed \(miss) times")
            #expect(Double(hit) >= 0.97 * Double(hit + wrong), "\(kind) is found \(wrong) times too often")
        }
        #expect(hits.count == 6)
    }

    @Test func keysAreKnownByTheirMarks() {
        let word = String(repeating: "aB3", count: 30)
        #expect(found("id = AKIA" + String(word.uppercased().prefix(16)) + "\n").first?[0] == "key")
        #expect(found("token: ghp_\(word.prefix(36)).") == [["key", "ghp_\(word.prefix(36))"]])
        #expect(found("token: ghp_\(word.prefix(35)).").isEmpty)
        #expect(found("xghp_\(word.prefix(36))").isEmpty)
        let token = "eyJ\(word.prefix(30)).eyJ\(word.prefix(30)).\(word.prefix(20))"
        #expect(found("Bearer \(token)") == [["key", token]])
        let block = "-----BEGIN RSA PRIVATE KEY-----\nabc\ndef=\n-----END RSA PRIVATE KEY-----"
        #expect(found("x\n\(block)\ny") == [["key", block]])
        #expect(found("-----BEGIN PRIVATE KEY-----\nabc") == [["key", "-----BEGIN PRIVATE KEY-----\nabc"]])
        #expect(found("-----BEGIN PUBLIC KEY-----\nabc").isEmpty)
        #expect(found("postgres://miller:s3cret!@db.example.org/flour") == [["key", "miller:s3cret!"]])
        #expect(found("https://example.org:8080/@miller").isEmpty)
    }

    @Test func userNames() {
        #expect(found("as @old_miller said") == [["handle", "old_miller"]])
        #expect(found("cd /home/jmiller/src") == [["user", "jmiller"]])
        #expect(found(#"C:\Users\Jane.Miller\flour"#) == [["user", "Jane.Miller"]])
        #expect(found("/home/user/src and /Users/Shared/x").isEmpty)
        #expect(found("    @property\n    @app.route(\"/\")\nimport \"@babel/core\"").isEmpty)
    }

    @Test func britishNumbers() {
        #expect(found("NI AB 12 34 56 C, AB123456C") == [["identity", "AB 12 34 56 C"], ["identity", "AB123456C"]])
        #expect(found("ZZ 12 34 56 C, AB 12 34 56 E").isEmpty)
    }

    @Test func addresses() {
        #expect(found("a.b+c@mail.example.co.uk, d@localhost") == [["email", "a.b+c@mail.example.co.uk"]])
        #expect(found("<grüße@müller.de>").first?[0] == "email")
        #expect(
            found("from 81.2.69.142 and 2001:db8::1") == [["address", "81.2.69.142"], ["address", "2001:db8::1"]])
        #expect(
            found("10.0.0.1 192.168.1.1 1.2.3 1.2.3.4.5 256.1.1.1 08.8.8.8 10:30:00 a::b 3.1.2.2 192.0.2.77").isEmpty)
        #expect(found("4551.950730698041, .4444444444492108, +2147483647, +292278994").isEmpty)
    }

    private func changed(_ text: String, _ action: PersonalDataStage.Action, seed: UInt64 = 0) throws -> String {
        var stage = PersonalDataStage()
        stage.action = action
        stage.seed = seed
        var batch = Batch()
        batch.ids.append("r")
        batch.texts.append(text)
        batch.languages.append("en")
        batch.sources.append("")
        batch.rest.append("")
        batch.endRecord(offset: 0)
        try stage.process(&batch)
        return batch.isKept(0) ? batch.texts.string(0) : "dropped"
    }

    @Test func actions() throws {
        let text = "Mail a.b@example.org or +1 202-555-0143, card 4111 1111 1111 1111."
        #expect(try changed(text, .tag) == "Mail <EMAIL> or <PHONE>, card <CARD>.")
        #expect(try changed(text, .mask) == "Mail *.*@*******.*** or +* ***-***-****, card **** **** **** ****.")
        #expect(try changed(text, .drop) == "dropped")
        #expect(try changed("nothing", .drop) == "nothing")
        #expect(try changed("", .tag) == "")
    }

    @Test func surrogatesAreTheSameForTheSameAndValid() throws {
        let account = "DE89 3704 0044 0532 0130 00"
        let text = "Pay \(account), then \(account) again; 4111-1111-1111-1111 or 81.2.69.142 or me@home.example"
        let made = try changed(text, .replace, seed: 7)
        #expect(made == (try changed(text, .replace, seed: 7)))
        #expect(made != (try changed(text, .replace, seed: 8)))
        #expect(made.utf8.count == text.utf8.count || made.hasSuffix("@example.org"))
        let kinds = found(made).map { $0[0] }
        #expect(kinds == ["iban", "iban", "card", "email"])
        let accounts = found(made).filter { $0[0] == "iban" }.map { $0[1] }
        #expect(accounts[0] == accounts[1] && accounts[0] != account)
    }

    @Test(.timeLimit(.minutes(1))) func hostileTextsTakeLinearTime() {
        for piece in [
            "@", "1", "1.", "+1-", "a@", "AB12", ":", "a:", "-----BEGIN ", "//a:", "(0", "eyJ", "/home/", "12-",
        ] {
            _ = found(String(repeating: piece, count: 100_000))
        }
    }

    @Test func checksumsByHand() {
        #expect(CheckDigits.luhn("79927398713".utf8) && !CheckDigits.luhn("79927398710".utf8))
        #expect(CheckDigits.verhoeff(Array("2363".utf8)) && !CheckDigits.verhoeff(Array("2364".utf8)))
        #expect(CheckDigits.remainder97("3214282912345698765432161182".utf8) == 1)
    }
}
