internal import Formats
package import Records

/// A sample of a corpus' sentences: each has a random number, by the seed, its record's id and its place in the record,
/// and those with the least numbers are taken. The peer keeps a reservoir instead, which is another sample for another
/// order of files (google/sentencepiece, src/trainer_interface.cc, `SentenceSelector`).
package struct SentenceSample: Sendable {
    private let options: SentencePieceTraining
    private let seed: UInt64
    private let stage: String

    package init(_ options: SentencePieceTraining, seed: UInt64, stage: String) {
        self.options = options
        self.seed = seed
        self.stage = stage
    }

    /// Gives each sentence of a record with its number.
    package func forEachSentence(
        _ document: Span<UInt8>, record: Span<UInt8>,
        _ body: (Span<UInt8>, _ number: UInt64) throws(DataError) -> Void
    ) throws(DataError) {
        var random = Philox(seed: seed, stage: stage, record: record)
        try document.withUnsafeBufferPointer { (document) throws(DataError) in
            for line in document.split(separator: UInt8(ascii: "\n")) {
                let sentence = UnsafeBufferPointer(rebasing: line)
                guard SentenceCounts.isSentence(sentence, options) else { continue }
                try body(sentence.span, random.next())
            }
        }
    }

    /// The least numbers of a part's sentences, one more than the whole sample has: it tells that there are more.
    package struct Numbers {
        private let size: Int
        private var numbers: [UInt64] = []

        package init(size: Int) { self.size = size }

        package mutating func add(_ number: UInt64) {
            numbers.append(number)
            if numbers.count / 2 > size { prune() }
        }

        private mutating func prune() {
            numbers.sort()
            if numbers.count > size + 1 { numbers.removeLast(numbers.count - size - 1) }
        }

        package mutating func write(to path: String) throws(DataError) -> Receipt.File {
            prune()
            let file = try AtomicFile(path: path)
            for number in numbers {
                try withUnsafeBytes(of: number.littleEndian) { (bytes) throws(DataError) in try file.write(bytes) }
            }
            let hash = try file.commit()
            return Receipt.File(path: path, bytes: file.byteCount, hash: hash)
        }

        /// The greatest number in the sample of all parts.
        package static func limit(size: Int, paths: [String]) throws(DataError) -> UInt64 {
            var all = Numbers(size: size)
            for path in paths {
                let input = try ByteInput(path)
                while try input.fill() {}
                let numbers = input.window.count / 8
                input.window.withUnsafeBytes { bytes in
                    for place in 0..<numbers {
                        all.add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self)))
                    }
                }
            }
            all.prune()
            return size > 0 && all.numbers.count > size ? all.numbers[size - 1] : .max
        }
    }
}
