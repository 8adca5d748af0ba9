package import Records

/// The third pass of the search for repeated substrings: of a part's runs of windows that may hold a repeat, writes what
/// repeats for sure, and a hash of each window of the others with its place.
package struct WindowWriter {
    private let winnowing: Winnowing
    private let substring: SubstringOptions
    private let options: PieceOptions
    private let files: SignatureFiles
    private let found: String
    /// Runs to look at, by place.
    private let shared: PairRun.Reader
    /// Number of the part's first document among all.
    private let first: UInt32
    private var windows: PairSorter
    private var repeats: PairSorter
    private var document: UInt32 = 0
    private var scratch: [UInt8] = []

    /// - Parameters:
    ///   - shared: what `SharedRunSearch` wrote.
    ///   - found: where to write what repeats for sure; the windows go into the keys of `files`.
    ///   - first: number of the part's first document among all.
    ///   - memory: bytes to hold before they are spilled; no result depends on it.
    package init(
        shared: String, found: String, files: SignatureFiles, first: Int, substring: SubstringOptions,
        options: PieceOptions, memory: Int
    ) throws(DataError) {
        winnowing = Winnowing(length: substring.leastLength)
        self.substring = substring
        self.options = options
        self.files = files
        self.found = found
        self.first = UInt32(clamping: first)
        self.shared = try PairRun.Reader(PairRun(path: shared), bufferBytes: 1 << 16)
        windows = PairSorter(prefix: files.keys, memory: memory / 2)
        repeats = PairSorter(prefix: found, memory: memory / 2)
    }

    package mutating func append(_ batch: Batch) throws(DataError) {
        for index in 0..<batch.count {
            if try isShared() {
                let group = try options.entry(of: batch, index, scratch: &scratch).group
                try append(batch.texts[index], group)
                while try isShared() { _ = try shared.next() }
            }
            document += 1
        }
    }

    /// Whether the next run to look at is of this document.
    private func isShared() throws(DataError) -> Bool {
        guard let pair = try shared.peek() else { return false }
        return PiecePlace(pair.key).document == document
    }

    private mutating func append(_ text: Span<UInt8>, _ group: UInt64) throws(DataError) {
        switch substring.unit {
        case .bytes:
            try text.withUnsafeBufferPointer { (bytes) throws(DataError) in try append(bytes, group) }
        case .words:
            let words = TextUnits(wordsOf: text)
            try words.hashes.withUnsafeBufferPointer { (hashes) throws(DataError) in try append(hashes, group) }
        }
    }

    private mutating func append<Unit: FixedWidthInteger & UnsignedInteger>(
        _ all: UnsafeBufferPointer<Unit>, _ group: UInt64
    ) throws(DataError) {
        let units = UnsafeBufferPointer(rebasing: all.prefix(PiecePlace.mostUnits))
        let length = winnowing.length
        try winnowing.forEachRun(units) { (run) throws(DataError) in
            let place = PiecePlace(document: document, unit: UInt32(run.first))
            guard let pair = try shared.peek(), pair.key == place.word else { return }
            _ = try shared.next()
            if pair.value == SharedRunSearch.lookAtEach {
                for window in run.first...run.last {
                    let place = PiecePlace(document: document, unit: UInt32(window))
                    try windows.append(
                        Pair(key: TextUnits.hash(units, window..<window + length) ^ group, value: place.word))
                }
            } else {
                try append(PiecePlace(pair.value), place, count: run.last - run.first + length)
            }
        }
    }

    /// Of runs that overlap with the one that stays, only what is beyond it.
    private mutating func append(_ kept: PiecePlace, _ place: PiecePlace, count: Int) throws(DataError) {
        let end = Int(place.unit) + count
        var start = Int(place.unit)
        if kept.document == first + document { start = max(start, Int(kept.unit) + count) }
        guard start < end else { return }
        let repeated = Repeat(
            document: document, start: UInt32(clamping: start), end: UInt32(clamping: end), kept: kept.document)
        try repeats.append(repeated.pair)
    }

    package mutating func finish() throws(DataError) -> [Receipt.File] {
        [try windows.finish(path: files.keys), try repeats.finish(path: found)]
    }
}
