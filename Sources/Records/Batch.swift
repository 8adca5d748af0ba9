/// The currency of the house: some records of a part, by column.
///
/// `rest` is what the reader did not need to understand: the other members of the record as raw JSON, separated by
/// commas and without the braces (`"label":1,"tags":["a"]`), carried verbatim to the writer.
public struct Batch: Sendable {
    /// Where a batch is full. Never part of a result: any limit gives the same bytes out.
    package struct Limit: Sendable {
        package var records: Int
        package var bytes: Int
        package init(records: Int = 4096, bytes: Int = 2 << 20) {
            self.records = records
            self.bytes = bytes
        }
    }

    /// Why a stage dropped a record: stage and rule by index, and the score that crossed the rule's threshold.
    package struct Drop: Sendable, Equatable {
        package var stage: Int
        package var rule: Int
        package var score: Double
    }

    /// What a stage measured of a record, by the rule that asks for it.
    package struct Score: Sendable {
        package var stage: Int
        package var rule: Int
        package var value: Double
    }

    /// Stable name of each record: its own id, or `FILE#OFFSET`.
    package var ids = ByteColumn()
    package var texts = ByteColumn()
    /// BCP-47 tag, empty while unknown.
    package var languages = ByteColumn()
    /// Which collection the record came from.
    package var sources = ByteColumn()
    package var rest = ByteColumn()
    /// Byte offset of each record in its decompressed file.
    package var offsets: [Int] = []
    /// nil while the record is kept.
    package private(set) var drops: [Drop?] = []
    /// For the report, in no order.
    package private(set) var scores: [Score] = []
    /// Records that could not be read, in the order met.
    package var bad: [BadRecord] = []
    /// Index of the stage at work: set by the run loop, stamped on drops.
    package var stage = 0
    /// Place of the batch's first record in its part: set by the run loop.
    package var firstOrdinal = 0

    package init() {}

    package var count: Int { offsets.count }
    package var keptCount: Int { drops.reduce(0) { $0 + ($1 == nil ? 1 : 0) } }

    package func isFull(_ limit: Limit) -> Bool {
        count >= limit.records || texts.bytes.count + rest.bytes.count >= limit.bytes
    }

    /// Closes a record whose five columns have been appended to.
    package mutating func endRecord(offset: Int) {
        offsets.append(offset)
        drops.append(nil)
    }

    package func isKept(_ index: Int) -> Bool { drops[index] == nil }

    /// Drops record `index` by the stage's rule number `rule`; the first drop stands.
    package mutating func drop(_ index: Int, rule: Int, score: Double) {
        if drops[index] == nil { drops[index] = Drop(stage: stage, rule: rule, score: score) }
    }

    /// Tells what a stage's rule number `rule` measured of a record, whether it drops it or not.
    package mutating func score(rule: Int, _ value: Double) {
        scores.append(Score(stage: stage, rule: rule, value: value))
    }

    package mutating func removeAll() {
        ids.removeAll()
        texts.removeAll()
        languages.removeAll()
        sources.removeAll()
        rest.removeAll()
        offsets.removeAll(keepingCapacity: true)
        drops.removeAll(keepingCapacity: true)
        scores.removeAll(keepingCapacity: true)
        bad.removeAll()
        stage = 0
        firstOrdinal = 0
    }
}
