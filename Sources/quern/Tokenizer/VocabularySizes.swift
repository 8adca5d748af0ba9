internal import ArgumentParser

/// `32000`, or `8k,16k,32k`.
struct VocabularySizes: ExpressibleByArgument {
    var sizes: [Int]

    init(sizes: [Int]) { self.sizes = sizes }

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        sizes = parts.compactMap { part in
            let isThousands = part.hasSuffix("k")
            return Int(isThousands ? part.dropLast() : part).flatMap { $0 > 0 ? $0 * (isThousands ? 1000 : 1) : nil }
        }
        if sizes.count < parts.count { return nil }
    }

    var defaultValueDescription: String { sizes.map(String.init).joined(separator: ",") }
}
