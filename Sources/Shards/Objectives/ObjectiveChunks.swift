internal import Records

/// Cuts the tokens of documents, one after the other, into what an objective's examples take.
struct ObjectiveChunks: RowPacker {
    private let objective: any Objective
    private let seed: UInt64
    private let part: Int
    private var tokens: [Int32] = []
    /// Examples that were made.
    private var count = 0

    init(_ objective: any Objective, seed: UInt64, part: Int) {
        self.objective = objective
        self.seed = seed
        self.part = part
    }

    private var next: StatelessSeed { StatelessSeed(Int64(bitPattern: seed), Int64(part) << 40 | Int64(count)) }

    /// - Throws: for an example of which only some tokens are trained on.
    mutating func append(_ document: TokenExample, emit: Emit) throws(DataError) {
        guard document.ids == document.labels else {
            throw DataError(
                "a record of prompt and completion cannot be trained on with this objective",
                mend: "leave the objective out, or join the two in a text")
        }
        tokens += document.ids
        var start = 0
        while true {
            let length = objective.takenLength(seed: next)
            guard tokens.count - start >= length else { break }
            try emit(objective.example(of: Array(tokens[start..<start + length]), seed: next))
            start += length
            count += 1
        }
        tokens.removeFirst(start)
    }

    /// The rest is an example of its own.
    mutating func finish(emit: Emit) throws(DataError) {
        if !tokens.isEmpty { try emit(objective.example(of: tokens, seed: next)) }
        tokens = []
    }
}
