/// Names of accounts: `@name`, and folders of users in paths.
enum UserName {
    /// Where a name behind an at sign ends: one that stands by itself and is no word of a programming language.
    static func handle(_ cursor: borrowing TextCursor, at: Int) -> Int? {
        guard !cursor.isWord(at - 1), cursor[at - 1] != 0x2E, cursor[at - 1] != 0x2F, cursor[at - 1] != 0x40,
            cursor.isAlphanumeric(at + 1)
        else { return nil }
        let end = cursor.end(from: at + 1) { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x5F }
        // Decorators, annotations and package scopes go on with a bracket, dot or slash.
        guard (3...30).contains(end - at - 1), ![0x28, 0x2F, 0x40].contains(cursor[end]), !cursor.isWord(end),
            !(cursor[end] == 0x2E && cursor.isLetter(end + 1)), !isAnnotation(cursor, at, end)
        else { return nil }
        return end
    }

    /// Whether it stands as annotations do: behind a line's indentation, or in a line of its own.
    private static func isAnnotation(_ cursor: borrowing TextCursor, _ at: Int, _ end: Int) -> Bool {
        var index = at - 1
        while cursor[index] == 0x20 || cursor[index] == 0x09 { index -= 1 }
        guard index < 0 || cursor[index] == 0x0A else { return false }
        return index < at - 1 || end == cursor.count || cursor[end] == 0x0A
    }

    /// The name in `/home/NAME/`, `/Users/NAME/` or `C:\Users\NAME\`, if it is nobody's in particular.
    static func folder(_ cursor: borrowing TextCursor, at slash: Int) -> Range<Int>? {
        for parent: StaticString in ["/home/", "/Users/", "\\Users\\"] where cursor.stands(parent, at: slash) {
            let start = slash + parent.utf8CodeUnitCount
            let end = cursor.end(from: start) {
                ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || [0x2D, 0x2E, 0x5F].contains($0)
            }
            guard end - start > 1, end - start < 33, cursor[end] == cursor[slash] else { return nil }
            let isNobody = nobody.contains { $0.utf8CodeUnitCount == end - start && cursor.stands($0, at: start) }
            return isNobody ? nil : start..<end
        }
        return nil
    }

    private static let nobody: [StaticString] = [
        "user", "username", "Public", "Shared", "root", "ubuntu", "runner", "vagrant", "default", "Default", "you",
        "me", "name",
        "app",
    ]
}
