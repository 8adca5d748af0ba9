import Testing

@testable import Records

@Suite struct DataErrorTests {
    @Test func isOneLineWithPlaceCauseAndMend() {
        let error = DataError("bad\nthing", file: "a.jsonl", line: 3, column: 7, offset: 120, mend: "mend it")
        #expect(error.description == "a.jsonl:3:7 (byte 120): bad thing; mend it")
        #expect(DataError("no place").description == "no place")
        #expect(DataError("no file", line: 2).description == "line 2: no file")
    }
}
