/// A pre-tokenisation pattern as code.
protocol PretokenScanner {
    /// The classes of characters it goes by.
    static var classes: ClassTable { get }

    /// End of the pre-token that begins at `start`, which is before the end of the text; always after `start`.
    static func end(_ text: ScannedText, _ start: Int) -> Int
}

extension PretokenScanner {
    static var classes: ClassTable { CharacterClasses.table }
}
