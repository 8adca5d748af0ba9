internal import Glibc
package import Records

/// The counts of a part of a corpus, by language or all together, in bounded memory: when they take more, they are
/// written as a run, and the runs are merged at the end. The file does not depend on when that was.
package struct PartCounts<Counts: WordCounts>: Sendable {
    private let empty: Counts
    private let path: String
    private let memory: Int
    private let isByLanguage: Bool
    /// The languages met, by number.
    private var tags = ByteTable()
    private var counts: [Counts] = []
    /// What each of them takes, and all together.
    private var sizes: [Int] = []
    private var memoryUsed = 0
    private var runs: [String] = []

    /// - Parameters:
    ///   - empty: counts with nothing in them.
    ///   - path: of the run that is written in the end.
    ///   - memory: to stay under. A table that grows is there twice, the new one of double the size, for a moment.
    package init(_ empty: Counts, path: String, memory: Int, isByLanguage: Bool) {
        self.empty = empty
        self.path = path
        self.memory = memory / 3
        self.isByLanguage = isByLanguage
    }

    package mutating func add(_ document: Span<UInt8>, language: Span<UInt8>) throws(DataError) {
        let tag = LanguageTag.cut(language)
        var place = 0
        while place < document.count {
            let index = isByLanguage ? tags.insert(tag) : 0
            if index == counts.count {
                counts.append(empty)
                sizes.append(0)
            }
            let others = memoryUsed - sizes[index]
            let room = memory - others
            // In place: to take a copy out of an array for each line costs more than many a line does.
            (place, sizes[index]) = counts.withUnsafeMutableBufferPointer { counts in
                (counts[index].add(document, from: place, within: room), counts[index].memoryUsed)
            }
            memoryUsed = others + sizes[index]
            if memoryUsed > memory { try spill() }
        }
    }

    /// Writes the run.
    package mutating func finish() throws(DataError) -> Receipt.File {
        if runs.isEmpty { return try write(to: path) }
        try spill()
        let merged = try PretokenRun.merge(runs, to: path)
        for run in runs { unlink(run) }
        return merged
    }

    /// Forgets the languages, too: one that is not met again takes no memory. A file of this name is removed when the
    /// recipe is run again, should this run be killed.
    private mutating func spill() throws(DataError) {
        let run = "\(path).\(runs.count)\(AtomicFile.temporarySuffix)"
        runs.append(run)
        _ = try write(to: run)
        tags = ByteTable()
        (counts, sizes, memoryUsed) = ([], [], 0)
    }

    private func write(to path: String) throws(DataError) -> Receipt.File {
        guard isByLanguage else { return try (counts.first ?? empty).writeRun(to: path) }
        var run = try PretokenRun.Writer(path: path)
        let order = (0..<tags.count).sorted { LanguageTag.isBefore(tags[$0], tags[$1]) }
        var entry: [UInt8] = []
        for language in order {
            try counts[language].forEachSorted { (word, count) throws(DataError) in
                LanguageTag.write(tags[language], word, to: &entry)
                try run.append(entry.span, count: count)
            }
        }
        return try run.finish()
    }
}
