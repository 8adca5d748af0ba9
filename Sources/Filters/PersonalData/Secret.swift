/// Keys and tokens that open something, by the marks that their issuers put into them.
enum Secret {
    private struct Mark {
        var prefix: StaticString
        var length: ClosedRange<Int>
        var alphabet: @Sendable (UInt8) -> Bool
    }

    private static let upper: @Sendable (UInt8) -> Bool = { $0 &- 0x41 < 26 || $0 &- 0x30 < 10 }
    private static let word: @Sendable (UInt8) -> Bool = { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }
    private static let base64: @Sendable (UInt8) -> Bool = { word($0) || $0 == 0x2D || $0 == 0x5F }
    private static let dotted: @Sendable (UInt8) -> Bool = { base64($0) || $0 == 0x2E }

    /// Of Amazon, GitHub, GitLab, Slack, Stripe, Google, OpenAI, Hugging Face, npm and PyPI.
    private static let marks: [Mark] = [
        Mark(prefix: "AKIA", length: 16...16, alphabet: upper), Mark(prefix: "ASIA", length: 16...16, alphabet: upper),
        Mark(prefix: "ghp_", length: 36...36, alphabet: word), Mark(prefix: "gho_", length: 36...36, alphabet: word),
        Mark(prefix: "ghu_", length: 36...36, alphabet: word), Mark(prefix: "ghs_", length: 36...36, alphabet: word),
        Mark(prefix: "ghr_", length: 36...76, alphabet: word),
        Mark(prefix: "github_pat_", length: 82...82, alphabet: base64),
        Mark(prefix: "glpat-", length: 20...26, alphabet: base64),
        Mark(prefix: "xoxb-", length: 20...90, alphabet: base64),
        Mark(prefix: "xoxp-", length: 20...90, alphabet: base64),
        Mark(prefix: "sk_live_", length: 24...99, alphabet: word),
        Mark(prefix: "rk_live_", length: 24...99, alphabet: word),
        Mark(prefix: "AIza", length: 35...35, alphabet: base64),
        Mark(prefix: "sk-", length: 40...180, alphabet: base64),
        Mark(prefix: "hf_", length: 34...34, alphabet: word), Mark(prefix: "npm_", length: 36...36, alphabet: word),
        Mark(prefix: "pypi-", length: 85...250, alphabet: base64),
        Mark(prefix: "eyJ", length: 60...4000, alphabet: dotted),
    ]

    /// Where a token that begins here ends.
    static func token(_ cursor: borrowing TextCursor, at start: Int) -> Int? {
        guard "AgxsehnprC".utf8.contains(cursor[start]) else { return nil }
        for mark in marks where cursor.stands(mark.prefix, at: start) {
            let begin = start + mark.prefix.utf8CodeUnitCount
            let end = cursor.end(from: begin, where: mark.alphabet)
            guard mark.length.contains(end - begin) else { continue }
            if cursor[start] == 0x65 && !isWebToken(cursor, start..<end) { continue }
            return end
        }
        return nil
    }

    /// Three parts with dots between, of which the second is an object in base64, too (RFC 7519).
    private static func isWebToken(_ cursor: borrowing TextCursor, _ range: Range<Int>) -> Bool {
        let dots = range.filter { cursor[$0] == 0x2E }
        return dots.count == 2 && cursor.stands("eyJ", at: dots[0] + 1) && range.upperBound - dots[1] > 8
    }

    /// Where a private key in a block of its own ends (RFC 7468); one whose end is missing goes on to the text's.
    static func privateKey(_ cursor: borrowing TextCursor, at start: Int) -> Int? {
        guard cursor.stands("-----BEGIN ", at: start) else { return nil }
        let kind = cursor.end(from: start + 11) { $0 &- 0x41 < 26 || $0 == 0x20 || $0 &- 0x30 < 10 }
        guard cursor.stands("PRIVATE KEY-----", at: kind - 11) || cursor.stands("PRIVATE KEY BLOCK-----", at: kind - 17)
        else {
            return nil
        }
        var index = kind + 5
        while index < cursor.count {
            if cursor[index] == 0x2D, cursor.stands("-----END ", at: index) {
                return min(cursor.count, cursor.end(from: index + 9) { $0 != 0x2D && $0 != 0x0A } + 5)
            }
            index += 1
        }
        return cursor.count
    }

    /// The password, and the user, between `://` and `@`.
    static func credentials(_ cursor: borrowing TextCursor, afterScheme start: Int) -> Range<Int>? {
        let colon = cursor.end(from: start) { base64($0) || [0x2E, 0x25, 0x2B, 0x7E].contains($0) }
        guard colon > start, cursor[colon] == 0x3A else { return nil }
        let end = cursor.end(from: colon + 1) {
            $0 > 0x20 && $0 < 0x7F && ![0x40, 0x2F, 0x22, 0x27, 0x3C, 0x3E].contains($0)
        }
        guard end > colon + 1, end - start < 256, cursor[end] == 0x40, cursor.isAlphanumeric(end + 1) else {
            return nil
        }
        return start..<end
    }
}
