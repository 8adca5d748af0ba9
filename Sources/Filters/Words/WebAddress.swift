internal import Text

/// What spaCy 3.8 takes for a URL and leaves whole (`URL_PATTERN` of `lang/tokenizer_exceptions.py`): a scheme and a user
/// if any, a host with a dot, then a port and a path.
enum WebAddress {
    static func matches(_ points: Span<UInt32>, _ marks: Span<UInt16>) -> Bool {
        guard points.indices.contains(where: { points[$0] == dot }) else { return false }
        let address = Address(points: points, marks: marks)
        if address.hasHost(0) { return true }
        if let end = address.endOfScheme, address.hasHost(end) { return true }
        // A user's name is anything but nothing, before any at sign.
        for at in points.indices where points[at] == 0x40 && at > 0 && address.hasHost(at + 1) { return true }
        return false
    }

    private static let dot: UInt32 = 0x2E

    private struct Address: ~Escapable {
        let points: Span<UInt32>
        let marks: Span<UInt16>

        @_lifetime(copy points, copy marks)
        init(points: Span<UInt32>, marks: Span<UInt16>) {
            self.points = points
            self.marks = marks
        }

        private func isDigit(_ index: Int) -> Bool { points[index] &- 0x30 < 10 }
        private func isASCIILetter(_ index: Int) -> Bool { (points[index] | 0x20) &- 0x61 < 26 }

        /// Behind `…://`.
        var endOfScheme: Int? {
            var index = 0
            while index < points.count, isWordCharacter(index) || [0x2B, 0x2D, dot].contains(points[index]) {
                index += 1
            }
            guard index >= 2, index + 2 < points.count else { return nil }
            return points[index] == 0x3A && points[index + 1] == 0x2F && points[index + 2] == 0x2F ? index + 3 : nil
        }

        private func isWordCharacter(_ index: Int) -> Bool {
            points[index] == 0x5F || CharacterClass.of(points[index]).isLetter
                || CharacterClass.of(points[index]) == .number
        }

        /// Whether from here on a host stands, and nothing but port and path behind it.
        func hasHost(_ start: Int) -> Bool {
            var end = start
            while end < points.count, isHostCharacter(end) { end += 1 }
            guard hasTail(end) else { return false }
            return isName(start..<end) || isNumber(start..<end)
        }

        private func isHostCharacter(_ index: Int) -> Bool {
            isLabelEnd(index) || points[index] == 0x5F || points[index] == 0x2D || points[index] == dot
        }

        private func isLabelEnd(_ index: Int) -> Bool {
            isDigit(index) || isASCIILetter(index) || (0xA1...0xFFFF).contains(points[index])
        }

        private func hasTail(_ start: Int) -> Bool {
            guard start < points.count else { return true }
            var index = start
            if points[start] == 0x3A {
                index += 1
                while index < points.count, isDigit(index) { index += 1 }
                guard (2...5).contains(index - start - 1) else { return false }
            }
            return index == points.count || [0x2F, 0x3F, 0x23].contains(points[index])
        }

        /// Labels of 1 to 64 characters, each with a dot behind, and 2 to 63 lower letters.
        private func isName(_ host: Range<Int>) -> Bool {
            guard let last = host.last(where: { points[$0] == dot }) else { return false }
            let top = last + 1..<host.upperBound
            guard (2...63).contains(top.count),
                top.allSatisfy({ marks[$0] & TokenCharacter.lower != 0 })
            else { return false }
            var label = host.lowerBound
            for index in host.lowerBound...last where points[index] == dot {
                guard (1...64).contains(index - label), isLabelEnd(label), isLabelEnd(index - 1) else { return false }
                label = index + 1
            }
            return true
        }

        /// Four numbers of an address that is neither private, local nor of a network.
        private func isNumber(_ host: Range<Int>) -> Bool {
            var numbers: [Int] = []
            var digits = 0
            var number = 0
            for index in host.lowerBound...host.upperBound {
                if index < host.upperBound, isDigit(index) {
                    if digits == 1 && number == 0 && numbers.count % 3 == 0 { return false }
                    number = number * 10 + Int(points[index]) - 0x30
                    digits += 1
                    if digits > 3 { return false }
                } else {
                    guard digits > 0, digits < 3 || number > 99, index == host.upperBound || points[index] == dot else {
                        return false
                    }
                    numbers.append(number)
                    (digits, number) = (0, 0)
                }
            }
            guard numbers.count == 4, (1...223).contains(numbers[0]), (1...254).contains(numbers[3]),
                numbers[1] < 256, numbers[2] < 256
            else { return false }
            switch (numbers[0], numbers[1]) {
            case (10, _), (127, _), (169, 254), (192, 168), (172, 16...31): return false
            default: return true
            }
        }
    }
}
