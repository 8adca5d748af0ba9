internal import Records

/// Which records are taken: those for which a condition holds, a sample of them by id, and no more than so many.
struct RecordSelection {
    let condition: Expression?
    /// Share of the records, 0 to 1.
    let sample: Double?
    let seed: UInt64
    let limit: Int?
    private(set) var taken = 0
    private(set) var passedOver = 0

    init(condition: Expression?, sample: Double?, seed: UInt64, limit: Int?) {
        self.condition = condition
        self.sample = sample
        self.seed = seed
        self.limit = limit
    }

    var isDone: Bool { limit.map { taken >= $0 } ?? false }

    /// Names of the members that the condition is about.
    var fields: [String] { condition?.fields.map { String(decoding: $0.name, as: UTF8.self) } ?? [] }

    mutating func takes(_ batch: Batch, _ index: Int) throws(DataError) -> Bool {
        if isDone { return false }
        guard try condition?.holds(batch, index) ?? true, isDrawn(batch.ids[index]) else {
            passedOver += 1
            return false
        }
        taken += 1
        return true
    }

    private func isDrawn(_ id: Span<UInt8>) -> Bool {
        guard let sample else { return true }
        var draw = Philox(seed: seed, stage: "sample", record: id)
        return draw.uniform() < sample
    }
}
