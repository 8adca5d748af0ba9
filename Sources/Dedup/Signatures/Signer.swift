/// Signs texts by a method: what it makes of the last one lies in `hashes` and `sketch`.
struct Signer {
    /// By kind of key; those beyond the last kind are of the last.
    private(set) var hashes: [UInt64] = []
    private(set) var sketch = Sketch(high: 0, low: 0)
    /// One of these is there.
    private var exact: ExactHash?
    private var minhash: MinHashSigner?
    private var simhash: SimHashSigner?
    private var containment: ContainmentSigner?

    init(_ method: DocumentMethod) {
        switch method {
        case .exact(let options): exact = ExactHash(options)
        case .minhash(let parameters): minhash = MinHashSigner(parameters)
        case .simhash(let options): simhash = SimHashSigner(options)
        case .containment(let options): containment = ContainmentSigner(options)
        }
    }

    /// False for a text in which there is nothing to compare.
    mutating func sign(_ text: Span<UInt8>) -> Bool {
        hashes.removeAll(keepingCapacity: true)
        let signed =
            exact?.sign(text, &hashes) ?? minhash?.sign(text, &hashes) ?? simhash?.sign(text, &hashes)
            ?? containment?.sign(text, &hashes)
        guard let signed else { return false }
        sketch = signed
        return true
    }
}
