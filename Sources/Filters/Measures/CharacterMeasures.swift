internal import Text

/// What is counted of a text's characters.
struct CharacterMeasures {
    private(set) var characters = 0
    private(set) var letters = 0
    private(set) var marks = 0
    private(set) var numbers = 0
    private(set) var spaces = 0
    private(set) var brackets = 0
    private(set) var underscores = 0
    /// `?!,.` and line feeds.
    private(set) var stops = 0
    /// Runs of letters, numbers and `_`, the sum of their lengths, and of these squared.
    private var runs = 0
    private var runSum = 0
    private var runSquares = 0

    init(_ text: Span<UInt8>) {
        var index = 0
        var run = 0
        while index < text.count {
            let (point, length) = CodePoint.decode(text, at: index)
            index += length
            characters += 1
            if [0x0A, 0x21, 0x2C, 0x2E, 0x3F].contains(point) { stops += 1 }
            var isInRun = true
            switch CharacterClass.of(point) {
            case .letter, .unspacedLetter: letters += 1
            case .number: numbers += 1
            case .mark: marks += 1
            case .space:
                spaces += 1
                isInRun = false
            case .other:
                isInRun = point == 0x5F
                if isInRun { underscores += 1 }
                if point == 0x28 || point == 0x29 { brackets += 1 }
            }
            if isInRun { run += 1 } else { end(&run) }
        }
        end(&run)
    }

    private mutating func end(_ run: inout Int) {
        if run == 0 { return }
        runs += 1
        runSum += run
        runSquares &+= run &* run
        run = 0
    }

    /// Standard deviation of the runs' lengths.
    var runDeviation: Double {
        guard runs > 0 else { return 0 }
        let mean = Double(runSum) / Double(runs)
        return max(0, Double(runSquares) / Double(runs) - mean * mean).squareRoot()
    }
}
