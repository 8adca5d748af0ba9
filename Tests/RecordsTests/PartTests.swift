import Testing

@testable import Records

@Suite struct PartTests {
    private func file(_ path: String, _ size: Int, split: Bool = true) -> Part.File {
        Part.File(path: path, source: "s", size: size, isSplittable: split)
    }

    @Test func everyByteIsInExactlyOnePieceInOrder() {
        var generator = Philox(key: 1, counter: (0, 0))
        for _ in 0..<200 {
            let files = (0..<Int.random(in: 0..<12, using: &generator)).map {
                file("f\($0)", Int.random(in: 0..<500, using: &generator), split: Bool.random(using: &generator))
            }
            let target = Int.random(in: 1..<300, using: &generator)
            let parts = Part.divide(files, target: target)
            let pieces = parts.flatMap(\.pieces)
            #expect(parts.map(\.index) == Array(0..<parts.count))
            for file in files {
                let own = pieces.filter { $0.file == file.path }
                #expect(own.first?.range.lowerBound == 0)
                #expect(own.last?.range.upperBound == file.size)
                #expect(zip(own, own.dropFirst()).allSatisfy { $0.range.upperBound == $1.range.lowerBound })
                #expect(file.isSplittable || own.count == 1)
            }
        }
    }

    @Test func smallFilesShareAPartAndBigOnesAreCut() {
        let parts = Part.divide(
            [file("a", 10), file("b", 10), file("c", 200), file("d", 1000, split: false)], target: 64)
        #expect(parts.map { $0.pieces.map(\.file) } == [["a", "b"], ["c"], ["c"], ["c"], ["d"]])
    }

    @Test func noFilesAreNoParts() {
        #expect(Part.divide([], target: 10).isEmpty)
    }
}
