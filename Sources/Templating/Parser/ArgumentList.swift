/// What stands between the parentheses of a call, a filter or a test.
struct ArgumentList {
    var positional: [Expression] = []
    var keywords: [(name: PythonString, value: Expression)] = []
    /// `*values`
    var star: Expression?
    /// `**values`
    var doubleStar: Expression?

    var isEmpty: Bool { positional.isEmpty && keywords.isEmpty && star == nil && doubleStar == nil }

    var expressions: [Expression] {
        positional + keywords.map(\.value) + [star, doubleStar].compactMap(\.self)
    }
}
