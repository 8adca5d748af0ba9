internal import ArgumentParser
internal import Recipes

/// `temperature=0.3`.
extension TokenizerOptions.Balance: ExpressibleByArgument {
    public init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "temperature", let temperature = Double(parts[1]),
            (0...1).contains(temperature)
        else { return nil }
        self.init(temperature: temperature)
    }
}
