import Testing

@testable import Records

@Suite struct JSONValueTests {
    @Test func keepsOrderAndSpelling() throws {
        let text = #"{"z":1e400,"a":[1,1.0,-0,12345678901234567890],"é":"😀\n","n":null,"t":true}"#
        let value = try JSONValue.parse(text)
        #expect(value.text == text)
        #expect(value["z"]?.double == .infinity)
        #expect(value["a"]?.array?[0].int == 1)
        #expect(value["a"]?.array?[1].int == nil)
        #expect(value["a"]?.array?[1].double == 1)
        #expect(value["a"]?.array?[3].int == nil)
        #expect(value["é"]?.string == "😀\n")
        #expect(value["n"] == .null)
        #expect(value["none"] == nil)
    }

    @Test func lastOfDuplicateNamesCounts() throws {
        #expect(try JSONValue.parse(#"{"a":1,"b":2,"\u0061":3}"#).text == #"{"a":3,"b":2}"#)
    }

    @Test func restIsMembersWithoutBraces() throws {
        let rest = Array(#""label": 1,"tags":["a"]"#.utf8)
        let object = try JSONValue.object(ofMembers: rest.span)
        #expect(object["label"]?.int == 1)
        var back: [UInt8] = []
        object.appendMembers(to: &back)
        #expect(String(decoding: back, as: UTF8.self) == #""label":1,"tags":["a"]"#)
        let nothing: [UInt8] = []
        let empty = try JSONValue.object(ofMembers: nothing.span)
        #expect(empty == JSONObject())
    }

    /// An object's look-up changes its method as it grows; both must say the same.
    @Test func objectsOfAnySize() {
        var object = JSONObject()
        for number in 0..<50 {
            object["k\(number)"] = .number(JSONNumber(number))
            object["k\(number / 2)"] = .number(JSONNumber(-number))
            #expect(object.count == number + 1)
        }
        for number in 0..<50 {
            let expected = number < 25 ? -(2 * number + 1) : number
            #expect(object["k\(number)"]?.int == expected)
        }
        object["k3"] = nil
        #expect(object["k3"] == nil)
        #expect(object["k49"]?.int == 49)
        #expect(object.members.map(\.name) == (0..<50).filter { $0 != 3 }.map { "k\($0)" })
    }

    /// é is one code point or two.
    @Test(arguments: [0, 40]) func namesAreTheSameByTheirBytes(others: Int) {
        var object = JSONObject((0..<others).map { .init("k\($0)", .null) })
        object["\u{E9}"] = .bool(true)
        object["e\u{301}"] = .bool(false)
        #expect(object.count == others + 2)
        #expect(object["\u{E9}"]?.bool == true && object["e\u{301}"]?.bool == false)
    }

    @Test func faultsNameLineAndColumn() {
        #expect(throws: DataError.self) { try JSONValue.parse("[1,\n 2,\n é x]", file: "f.json") }
        do throws(DataError) {
            _ = try JSONValue.parse("[1,\n 2,\n \"é\" x]", file: "f.json")
        } catch {
            #expect(error.file == "f.json")
            #expect(error.line == 3)
            #expect(error.column == 6)
        }
    }
}
