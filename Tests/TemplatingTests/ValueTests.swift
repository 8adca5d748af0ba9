import Testing

@testable import Templating

@Suite struct ValueTests {
    @Test(arguments: [
        (0.1, "0.1"), (1e16, "1e+16"), (1e15, "1000000000000000.0"), (123456789.125, "123456789.125"), (1e-5, "1e-05"),
        (0.0001, "0.0001"), (-0.0, "-0.0"), (5e-324, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
        (100.0, "100.0"), (2.5e22, "2.5e+22"), (.infinity, "inf"), (9007199254740993.0, "9007199254740992.0"),
    ])
    func floatsPrintAsInPython(_ value: Double, _ text: String) {
        #expect(value.pythonRepr == text)
    }

    @Test func dictsKeepOrderAndFindKeys() throws {
        let dict = PythonDict()
        for i in 0..<1000 { dict.set("k\(i * 7919 % 1000)", .int(i)) }
        #expect(dict.count == 1000)
        for i in 0..<1000 {
            guard case .int(let found)? = dict.value(of: "k\(i * 7919 % 1000)") else {
                Issue.record("k\(i) is lost")
                continue
            }
            #expect(found == i)
        }
        #expect(try dict.entries[1].key.str() == PythonString("k919"))
        let one = PythonDict()
        one.set(.int(1), hash: try PythonValue.int(1).keyHash(), .none)
        #expect(one.index(of: .float(1), hash: try PythonValue.float(1).keyHash()) != nil)
        #expect(one.index(of: .bool(true), hash: try PythonValue.bool(true).keyHash()) != nil)
    }

    @Test func stringsCountCodePoints() {
        let text = PythonString("a\r\né中🙂")
        #expect(text.count == 6)
        #expect(text.offset(ofPoint: 4) == 5)
        #expect(text.point(ofOffset: 5) == 4)
        #expect(text.points.map { text.slice($0).text } == ["a", "\r", "\n", "é", "中", "🙂"])
    }
}
