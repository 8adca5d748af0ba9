/// Two neighbouring tokens; ordered by the first id, then the second.
package struct TokenPair: Hashable, Comparable, Sendable {
    package var first: Int32
    package var second: Int32

    package init(_ first: Int32, _ second: Int32) {
        self.first = first
        self.second = second
    }

    package static func < (left: TokenPair, right: TokenPair) -> Bool { left.key < right.key }

    private var key: UInt64 { UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second)) }

    /// Place to look for in an open-addressing table, the same on every run.
    var hash: Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 24) }
}
