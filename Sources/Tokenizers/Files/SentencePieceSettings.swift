internal import Records

/// How SentencePiece must normalise to do what the components of a tokenizer.json do.
struct SentencePieceSettings {
    private(set) var charsmap: [UInt8] = []
    private(set) var addsDummyPrefix = false
    private(set) var removesExtraSpaces = false
    /// Whether the model sees words one by one, so that no piece may reach over a space.
    private(set) var cutsWords = false

    private static let space: [UInt32] = [0x2581]

    /// - Throws: naming the component that SentencePiece has nothing for.
    init(_ normalizer: Normalizer?, _ splitter: PieceSplitter?) throws(DataError) {
        var steps = Self.steps(normalizer)[...]
        if case .precompiled(let map)? = steps.first {
            charsmap = map.encoded
            steps.removeFirst()
        }
        // As SentencePiece models are written here, and as Hugging Face writes those of T5.
        if Self.replaces(steps.first, #"\A +| +\z"#, with: []),
            Self.replaces(steps.dropFirst().first, " {2,}", with: [0x20])
        {
            removesExtraSpaces = true
            steps.removeFirst(2)
        } else if case .strip(left: false, right: true)? = steps.first, !charsmap.isEmpty,
            Self.replaces(steps.dropFirst().first, " {2,}", with: Self.space)
        {
            removesExtraSpaces = true
            steps.removeFirst(2)
        }
        if case .prepend(Self.space)? = steps.first {
            addsDummyPrefix = true
            steps.removeFirst()
        }
        var escapes = false
        if case .replace(.literal([0x20]), with: Self.space)? = steps.first {
            escapes = true
            steps.removeFirst()
        }
        if let step = steps.first { throw Self.refusal("the normalizer '\(step.type)'") }
        try read(splitter, &escapes)
        guard escapes else { throw Self.refusal("spaces that are not written ▁") }
    }

    static func refusal(_ what: String) -> DataError {
        DataError("a SentencePiece model cannot hold \(what)", mend: "keep the tokenizer.json")
    }

    private mutating func read(_ splitter: PieceSplitter?, _ escapes: inout Bool) throws(DataError) {
        switch splitter {
        case nil: return
        // There are none any more.
        case .split(.literal([0x20]), _, inverted: false) where escapes: return
        case .metaspace(Self.space[0], let scheme, let splits):
            escapes = true
            cutsWords = splits
            if scheme == .never { return }
            guard removesExtraSpaces, !addsDummyPrefix else {
                throw Self.refusal("a space that is put only before a text without one")
            }
            addsDummyPrefix = true
        // With a charsmap, all white space is spaces by now.
        case .sequence(let parts) where !charsmap.isEmpty && !addsDummyPrefix && parts.count == 2:
            guard case .whitespaceSplit = parts[0], case .metaspace(Self.space[0], .always, _) = parts[1] else {
                throw Self.refusal("the pre_tokenizer 'Sequence' of such parts")
            }
            (escapes, cutsWords, removesExtraSpaces, addsDummyPrefix) = (true, true, true, true)
        case let other?: throw Self.refusal("the pre_tokenizer '\(other.type)'")
        }
    }

    private static func steps(_ normalizer: Normalizer?) -> [Normalizer] {
        switch normalizer {
        case nil: []
        case .sequence(let parts)?: parts.flatMap { steps($0) }
        case let one?: [one]
        }
    }

    private static func replaces(_ step: Normalizer?, _ expression: String, with content: [UInt32]) -> Bool {
        guard case .replace(.expression(let pattern), content)? = step else { return false }
        return pattern.source == expression
    }
}
