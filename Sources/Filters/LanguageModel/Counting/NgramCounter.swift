package import Records

/// Counts the n-grams of sentences in memory that does not grow with them.
///
/// A sentence is a line; its words stand between blanks, tabs, line ends and NUL. Before it come as many `<s>` as an
/// n-gram has words but one, behind it one `</s>`; these and `<unk>` in a text are passed over, as lmplz does with
/// `--skip_symbols` (kpu/kenlm, lm/builder/corpus_count.cc).
struct NgramCounter {
    private(set) var vocabulary = Vocabulary()
    private(set) var wordCount = 0
    private var sorter: NgramSorter
    private let order: Int
    /// The last words, the newest first, as rows are (see `AdjustedCounts`).
    private var window: [UInt32]

    init(order: Int, scratch: String, memory: Int) {
        self.order = order
        sorter = NgramSorter(prefix: scratch + "/counts", words: order, memory: memory, combines: true)
        window = [UInt32](repeating: 0, count: order)
    }

    /// Counts each line of a text.
    mutating func add(_ text: Span<UInt8>) throws(DataError) {
        var lines = Lines(text)
        while let line = lines.next() { try addSentence(text.extracting(line)) }
    }

    private mutating func addSentence(_ line: Span<UInt8>) throws(DataError) {
        for place in window.indices { window[place] = Vocabulary.begin }
        var words = Words(line)
        while let word = words.next() {
            let number = vocabulary.number(adding: line.extracting(word))
            guard number > Vocabulary.end else { continue }
            wordCount += 1
            try count(number)
        }
        try count(Vocabulary.end)
    }

    private mutating func count(_ word: UInt32) throws(DataError) {
        for place in stride(from: order - 1, to: 0, by: -1) { window[place] = window[place - 1] }
        window[0] = word
        try window.withUnsafeBufferPointer { (window) throws(DataError) in
            guard let row = window.baseAddress else { return }
            try sorter.append(row, 1)
        }
    }

    /// The n-grams with their counts, by their last word, the word before it, and so on.
    consuming func finish() throws(DataError) -> SortedNgrams { try sorter.finish() }

    /// The lines of a text; a line feed ends the last one, and begins none.
    struct Lines: ~Escapable {
        private let text: Span<UInt8>
        private var place = 0

        @_lifetime(copy text)
        init(_ text: Span<UInt8>) { self.text = text }

        mutating func next() -> Range<Int>? {
            guard place < text.count else { return nil }
            let end = ByteScan.first(0x0A, in: text, from: place) ?? text.count
            defer { place = end + 1 }
            return place..<end
        }
    }

    /// The words of a line.
    struct Words: ~Escapable {
        private let line: Span<UInt8>
        private var place = 0

        @_lifetime(copy line)
        init(_ line: Span<UInt8>) { self.line = line }

        static func isBlank(_ byte: UInt8) -> Bool {
            byte == 0x20 || byte == 0x0D || byte == 0x09 || byte == 0 || byte == 0x0A
        }

        mutating func next() -> Range<Int>? {
            while place < line.count, Self.isBlank(line[unchecked: place]) { place += 1 }
            guard place < line.count else { return nil }
            let start = place
            while place < line.count, !Self.isBlank(line[unchecked: place]) { place += 1 }
            return start..<place
        }
    }
}
