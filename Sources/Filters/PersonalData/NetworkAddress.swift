/// Addresses of machines in networks.
enum NetworkAddress {
    /// Where a version 4 address ends that is one of the public internet: of no local network, and of no block for documents
    /// (RFC 5737). Small numbers alone are those of versions and sections.
    static func version4(_ cursor: borrowing TextCursor, at start: Int) -> Int? {
        var index = start
        var numbers: [Int] = []
        while numbers.count < 4 {
            let first = index
            var number = 0
            while cursor.isDigit(index), index - first < 4 {
                number = number * 10 + Int(cursor[index] - 0x30)
                index += 1
            }
            guard index > first, index - first < 4, number < 256, index - first == 1 || cursor[first] != 0x30 else {
                return nil
            }
            numbers.append(number)
            if numbers.count < 4 {
                guard cursor[index] == 0x2E else { return nil }
                index += 1
            }
        }
        if cursor.isWord(index) || cursor[index] == 0x2E && cursor.isDigit(index + 1) { return nil }
        return isPublic(numbers) ? index : nil
    }

    private static func isPublic(_ numbers: [Int]) -> Bool {
        guard numbers.contains(where: { $0 >= 64 }) else { return false }
        let block = Array(numbers[..<3])
        if block == [192, 0, 2] || block == [198, 51, 100] || block == [203, 0, 113] { return false }
        switch (numbers[0], numbers[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (100, 64...127), (224..., _):
            return false
        default: return true
        }
    }

    /// Where a version 6 address ends: eight groups of hexadecimal digits, or fewer around one `::`.
    static func version6(_ cursor: borrowing TextCursor, at start: Int) -> Int? {
        var index = start
        var groups = 0
        var hasGap = false
        while index < cursor.count {
            let first = index
            while isHexadecimal(cursor[index]), index - first < 5 { index += 1 }
            if index > first {
                guard index - first <= 4 else { return nil }
                groups += 1
            }
            guard groups < 8, cursor[index] == 0x3A else { break }
            if cursor[index + 1] == 0x3A {
                if hasGap { break }
                hasGap = true
                index += 2
                if !isHexadecimal(cursor[index]) { break }
            } else {
                guard isHexadecimal(cursor[index + 1]) else { break }
                index += 1
            }
        }
        guard hasGap ? (3..<8).contains(groups) : groups == 8 else { return nil }
        return cursor.isWord(index) || cursor[index] == 0x3A ? nil : index
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6 }
}
