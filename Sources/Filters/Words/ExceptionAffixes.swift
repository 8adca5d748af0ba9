internal import Records

/// How affixes alone would cut each exception that they cut: where such tokens stand side by side in a text, as between
/// infixes, they are the exception after all.
struct ExceptionAffixes: Sendable {
    static let shared = ExceptionAffixes()

    /// Ends of the tokens in bytes, by the exception's hash.
    private let all: [UInt64: [Int]]

    private init() {
        var all: [UInt64: [Int]] = [:]
        var chunk = TokenChunk(affixes: ExceptionAffixes(all: [:]))
        for parts in EnglishExceptionList.all {
            let bytes = Array(parts.joined().utf8)
            chunk.read(bytes.span, 0..<bytes.count)
            guard chunk.hasAffixes else { continue }
            chunk.cut(bytes.span, knowsExceptions: false)
            all[ContentHash.xxh3(bytes.span)] = chunk.ends.map { chunk.offsets[$0] }
        }
        self.all = all
    }

    private init(all: [UInt64: [Int]]) { self.all = all }

    func ends(_ exception: Span<UInt8>) -> [Int]? { all[ContentHash.xxh3(exception)] }
}
