internal import ArgumentParser
internal import Tokenizers

/// `0.9`, a share of the vocabulary, or `28800`, `180k`: its size.
extension SuperwordTraining: ExpressibleByArgument {
    public init?(argument: String) {
        self.init()
        if argument.contains("."), let share = Double(argument), (0...1).contains(share) {
            self.share = share
        } else if let sizes = VocabularySizes(argument: argument)?.sizes, sizes.count == 1 {
            size = sizes[0]
        } else {
            return nil
        }
    }
}
