/// Signs texts by a method: what it makes of the last one lies in `hashes` and `sketch`.
struct Signer {
    /// By kind of key.
    private(set) var hashes: [UInt64] = []
    private(set) var sketch = Sketch(high: 0, low: 0)
    /// One of these is there.
    private var exact: ExactHash?
    private var minhash: MinHashSigner?

    init(_ method: DocumentMethod) {
        switch method {
        case .exact(let options): exact = ExactHash(options)
        case .minhash(let parameters): minhash = MinHashSigner(parameters)
        }
    }

    /// False for a text in which there is nothing to compare.
    mutating func sign(_ text: Span<UInt8>) -> Bool {
        hashes.removeAll(keepingCapacity: true)
        guard let sketch = exact?.sign(text, &hashes) ?? minhash?.sign(text, &hashes) else { return false }
        self.sketch = sketch
        return true
    }
}
