/// Two neighbouring tokens; ordered by the first id, then the second.
package struct TokenPair: Hashable, Comparable, Sendable {
    package var first: Int32
    package var second: Int32

    package init(_ first: Int32, _ second: Int32) {
        self.first = first
        self.second = second
    }

    package static func < (left: TokenPair, right: TokenPair) -> Bool { left.key < right.key }

    /// `first << 32 | second`.
    var key: UInt64 { UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second)) }

    init(key: UInt64) {
        self.init(Int32(truncatingIfNeeded: key >> 32), Int32(truncatingIfNeeded: key))
    }
}
