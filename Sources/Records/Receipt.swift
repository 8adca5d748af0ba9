/// What a part came to. Receipts of all parts, added in part order, are the result of a pass.
package struct Receipt: Codable, Sendable, Equatable {
    /// A file the part wrote, relative to the output folder.
    package struct File: Codable, Sendable, Hashable {
        package var path: String
        package var bytes: Int
        /// XXH3-128 of the contents, 32 hexadecimal digits.
        package var hash: String
        package init(path: String, bytes: Int, hash: String) {
            self.path = path
            self.bytes = bytes
            self.hash = hash
        }
    }

    /// A dropped record shown in the report.
    package struct Sample: Codable, Sendable, Equatable {
        package var rule: String
        package var score: Double
        package var id: String
        package var excerpt: String
        /// More about it, such as which document it duplicates.
        package var note: String
        package init(rule: String, score: Double, id: String, excerpt: String, note: String = "") {
            self.rule = rule
            self.score = score
            self.id = id
            self.excerpt = excerpt
            self.note = note
        }
    }

    package var read = 0
    package var written = 0
    package var quarantined = 0
    /// Records dropped, by `stage/rule`.
    package var dropped: [String: Int] = [:]
    package var files: [File] = []
    /// Counts for the report: tally → key → count (`language` → `sw` → 12).
    package var tallies: [String: [String: Int]] = [:]
    package var samples: [Sample] = []

    package init() {}

    package var droppedCount: Int { dropped.values.reduce(0, +) }
    /// The promise that nothing is lost.
    package var isBalanced: Bool { read == written + droppedCount + quarantined }

    package mutating func tally(_ name: String, _ key: String, by count: Int = 1) {
        tallies[name, default: [:]][key, default: 0] += count
    }

    /// How many samples of one rule are kept when receipts are added.
    package static let samplesPerRule = 5

    package mutating func add(_ other: Receipt) {
        read += other.read
        written += other.written
        quarantined += other.quarantined
        dropped.merge(other.dropped, uniquingKeysWith: +)
        files += other.files
        for (name, counts) in other.tallies {
            tallies[name, default: [:]].merge(counts, uniquingKeysWith: +)
        }
        for sample in other.samples where samples.count(where: { $0.rule == sample.rule }) < Self.samplesPerRule {
            samples.append(sample)
        }
    }
}
