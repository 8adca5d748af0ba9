internal import Records

/// What a search is for: everything that its result depends on besides the documents.
package struct SearchOptions: Sendable {
    package var method: DocumentMethod
    /// What is compared.
    package var field: RecordField
    /// Which of several duplicates stays.
    package var keep: KeepPolicy
    /// Which documents may be duplicates of one another.
    package var scope: Scope
    /// Whether documents are compared with one another, and not only with those of an index.
    package var amongThemselves = true

    package enum Scope: Sendable, Equatable {
        case all
        /// Those with the same value of a field.
        case within(RecordField)
        /// Those with different values of a field.
        case across(RecordField)
    }

    package init(method: DocumentMethod, field: RecordField, keep: KeepPolicy = .init(), scope: Scope = .all) {
        self.method = method
        self.field = field
        self.keep = keep
        self.scope = scope
    }

    func group(of batch: Batch, _ index: Int, scratch: inout [UInt8]) throws(DataError) -> UInt64 {
        switch scope {
        case .all: return 0
        case .within(let field), .across(let field):
            return try field.withValue(of: batch, index, scratch: &scratch) { ContentHash.xxh3($0) }
        }
    }

    /// Whether documents that share a key may be duplicates whatever their groups: `within` makes the group part of keys.
    var comparesAnyTwo: Bool {
        if case .across = scope { false } else { true }
    }

    /// Whether documents of these groups may be duplicates of one another.
    func compares(_ one: UInt64, _ other: UInt64) -> Bool {
        switch scope {
        case .all: true
        case .within: one == other
        case .across: one != other
        }
    }
}
