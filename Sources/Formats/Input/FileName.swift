/// The last component of a path without a compression's suffix, in lower case.
struct FileName {
    let name: String

    init(_ path: String) { name = (Compression.stripSuffix(path).split(separator: "/").last ?? "").lowercased() }

    /// What comes behind the last dot; a name that begins with its only dot has none.
    var suffix: String? {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
        return String(name[name.index(after: dot)...])
    }
}
