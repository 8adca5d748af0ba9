/// Which texts are taken for JSON.
package enum JSONDialect: String, Codable, Sendable, Hashable, CaseIterable {
    /// RFC 8259, and escaped surrogates in pairs only: others cannot be written as UTF-8.
    case strict
    /// What Python's json reads, too: `NaN`, `Infinity` and `-Infinity`, which become null, and escaped surrogates
    /// without a partner, which become U+FFFD.
    case python
}
