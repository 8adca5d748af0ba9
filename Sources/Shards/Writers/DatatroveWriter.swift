internal import Foundation
package import Records

/// Writes datatrove's tokenised documents, which nanotron reads, too: `PART.ds` of bare tokens, `PART.ds.index` of the
/// documents' ends, `PART.ds.loss` of what is trained on, and `PART.ds.metadata` (huggingface/datatrove,
/// src/datatrove/pipeline/tokens/tokenizer.py, `TokenizedFile`).
package struct DatatroveWriter {
    private let bytesPerToken: Int
    private let tokenizer: String
    private let tokens: AtomicFile
    private let index: AtomicFile
    private let loss: AtomicFile
    private let metadata: AtomicFile
    private var count = 0
    private var buffer: [UInt8] = []

    /// - Parameters:
    ///   - path: ends in `.ds`.
    ///   - tokenizer: name or path, for the metadata.
    package init(path: String, tokenizer: String, vocabularySize: Int) throws(DataError) {
        // src/datatrove/utils/tokenization.py, `token_size`.
        bytesPerToken = vocabularySize > 65_536 ? 4 : 2
        self.tokenizer = tokenizer
        tokens = try AtomicFile(path: path)
        index = try AtomicFile(path: path + ".index")
        loss = try AtomicFile(path: path + ".loss")
        metadata = try AtomicFile(path: path + ".metadata")
    }

    package mutating func append(_ document: TokenExample) throws(DataError) {
        buffer.removeAll(keepingCapacity: true)
        try TokenBytes.append(document.ids, bytesPerToken: bytesPerToken, to: &buffer, path: tokens.path)
        try tokens.write(buffer)
        try loss.write(document.labels.map { $0 == BlockPacker.ignored ? 0 : 1 })
        count += document.ids.count
        try withUnsafeBytes(of: UInt64(count).littleEndian) { (raw) throws(DataError) in try index.write(raw) }
    }

    /// The tokens become visible first: nothing stands without them.
    package mutating func finish() throws(DataError) -> [Receipt.File] {
        try metadata.write("\(tokenizer)|\(bytesPerToken)\n\(count)\n\(Self.roughly(count))")
        var files: [Receipt.File] = []
        for file in [tokens, index, loss, metadata] {
            let hash = try file.commit()
            files.append(Receipt.File(path: file.path, bytes: file.byteCount, hash: hash))
        }
        return files
    }

    /// humanize's `metric(count, unit="T")`: three digits and a prefix.
    private static func roughly(_ count: Int) -> String {
        let exponent = String(count).count - 1
        let prefixes = ["", "k", "M", "G", "T", "P", "E"]
        let value = Double(count) / pow(10, Double(exponent / 3 * 3))
        return String(format: "%.*f %@T", 2 - exponent % 3, value, prefixes[exponent / 3])
    }
}
