/// How parts of documents are compared.
package enum PieceMethod: Sendable, Equatable {
    case lines(LinesOptions)
    case substring(SubstringOptions)

    /// Units in a row that are compared as one.
    var span: Int {
        switch self {
        case .lines(let options): options.span
        case .substring(let options): options.leastLength
        }
    }

    /// How often what is compared stands in the corpus before all but the first go.
    var atLeast: Int {
        switch self {
        case .lines(let options): options.atLeast
        case .substring: 2
        }
    }
}
