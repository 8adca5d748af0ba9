internal import ArgumentParser

/// `name=tokens` or `name=tokens:weight`.
struct TokenSource: ExpressibleByArgument {
    let name: String
    let tokens: Double
    let weight: Double?

    init?(argument: String) {
        guard let equals = argument.lastIndex(of: "="), equals > argument.startIndex else { return nil }
        name = String(argument[..<equals])
        let parts = argument[argument.index(after: equals)...].split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.map { Magnitude(argument: String($0)) }
        guard (1...2).contains(parts.count), let tokens = numbers[0] else { return nil }
        if numbers.count == 2, numbers[1] == nil { return nil }
        self.tokens = tokens.value
        weight = numbers.count == 2 ? numbers[1]?.value : nil
    }
}
