/// What an untrusted template may use up before it is stopped with an error.
package struct Limits: Sendable, Hashable {
    /// Units of work: a statement, a loop turn, a call, an element handled, or sixteen bytes made.
    package var steps: Int
    /// Bytes of output.
    package var output: Int
    /// Macro calls and recursive loops inside each other.
    package var calls: Int
    /// Elements of one range, list or repetition.
    package var elements: Int
    /// Bytes of one string.
    package var string: Int

    package init(
        steps: Int = 20_000_000, output: Int = 64 << 20, calls: Int = 100, elements: Int = 1_000_000,
        string: Int = 64 << 20
    ) {
        self.steps = steps
        self.output = output
        self.calls = calls
        self.elements = elements
        self.string = string
    }

    /// Bytes that one `repr` may make: a list can hold the same list many times over.
    static let printed = 64 << 20
    /// How deeply values may nest where one is walked by recursion: repr, comparison, JSON.
    static let valueDepth = 200
    /// How deeply an expression may nest: operators, filters and attributes upon each other.
    static let expressionDepth = 200
    /// How deeply brackets and blocks may nest in the source. The peer's parser gives up sooner.
    static let nesting = 100
}
