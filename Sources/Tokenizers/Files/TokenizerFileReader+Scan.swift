internal import Records

extension TokenizerFileReader {
    /// Reads the usual file of byte-level BPE without a tree of its names and merges, which takes several times as long
    /// as all else.
    ///
    /// - Returns: nil for any other file, and for one that something is wrong with: the tree tells what.
    static func scan(_ bytes: [UInt8], file: String) -> Tokenizer? {
        guard UTF8Validation.firstFault(in: bytes.span) == nil else { return nil }
        guard let reader = try? scanned(bytes.span, file) else { return nil }
        return try? reader.tokenizer()
    }

    private static func scanned(_ bytes: Span<UInt8>, _ file: String) throws(JSONFault) -> TokenizerFileReader? {
        var root = JSONObject()
        var scanned: ScannedModel?
        var members = try JSONMembers(ofObject: bytes)
        while let token = try members.nextName() {
            let name = token.string(in: bytes)
            guard name == "model" else {
                root[name] = try members.tree()
                continue
            }
            // What the file has before the model tells whether it is worth the while.
            guard scanned == nil, TokenizerFileReader(root: .object(root), file: file).preparesForByteLevel else {
                return nil
            }
            var model = ScannedModel(size: bytes.count)
            guard let settings = try model.read(bytes, &members.position) else { return nil }
            root[name] = .object(settings)
            scanned = model
        }
        var rest = JSONScanner(bytes, at: members.position)
        try rest.expectEnd()
        return scanned.map { TokenizerFileReader(root: .object(root), file: file, scanned: $0) }
    }

    private var preparesForByteLevel: Bool {
        do throws(DataError) {
            let normalizer = try ComponentReader(file: file).normalizer(root["normalizer"] ?? .null)
            guard Self.composes(normalizer) != nil else { return false }
            return try preparation() != nil
        } catch {
            return false
        }
    }
}
