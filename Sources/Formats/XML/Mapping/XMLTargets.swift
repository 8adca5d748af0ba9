import Records

/// What a mapping's paths have found beside the text: for one record, or for all that come.
struct XMLTargets {
    static let id = 0
    static let language = 1
    static let sourceLanguage = 2
    static let firstField = 3

    private struct Found {
        var rank = Int.max
        var values: [[UInt8]] = []
    }

    private var found: [Found]
    private let isList: [Bool]

    init(fieldNames: [String]) {
        isList = [false, false, false] + fieldNames.map { $0.hasSuffix("[]") }
        found = Array(repeating: Found(), count: isList.count)
    }

    /// The first of the best path counts; of a list, all.
    mutating func add(_ value: [UInt8], target: Int, rank: Int) {
        if value.isEmpty { return }
        if isList[target] {
            found[target].values.append(value)
        } else if rank < found[target].rank {
            found[target] = Found(rank: rank, values: [value])
        }
    }

    func values(_ target: Int) -> [[UInt8]] { found[target].values }

    mutating func removeAll() { for index in found.indices { found[index] = Found() } }
}
