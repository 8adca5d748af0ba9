/// The checksums of numbers that people carry. Each takes ASCII digits, some letters too.
enum CheckDigits {
    /// Cards, Swedish and other numbers (ISO/IEC 7812-1, annex B).
    static func luhn(_ digits: some Collection<UInt8>) -> Bool {
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let value = Int(digit &- 0x30)
            sum += place % 2 == 0 ? value : value * 2 - (value > 4 ? 9 : 0)
        }
        return sum % 10 == 0
    }

    /// The remainder by 97, letters as two digits from 10 on (ISO 7064; for IBANs the first four go last).
    static func remainder97(_ characters: some Sequence<UInt8>) -> Int {
        var remainder = 0
        for character in characters {
            let value = character > 0x39 ? Int(character) - 0x37 : Int(character) - 0x30
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
        }
        return remainder
    }

    /// Digits times weights.
    static func weighted(_ digits: ArraySlice<UInt8>, _ weights: [Int]) -> Int {
        zip(digits, weights).reduce(0) { $0 + Int($1.0 &- 0x30) * $1.1 }
    }

    /// Verhoeff 1969, by the dihedral group of ten elements.
    static func verhoeff(_ digits: [UInt8]) -> Bool {
        let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
        var check = 0
        for (place, digit) in digits.reversed().enumerated() {
            var value = Int(digit &- 0x30)
            for _ in 0..<place % 8 { value = permutation[value] }
            check = product(check, value)
        }
        return check == 0
    }

    private static func product(_ left: Int, _ right: Int) -> Int {
        if left < 5 { return right < 5 ? (left + right) % 5 : 5 + (left + right - 5) % 5 }
        return right < 5 ? 5 + (left - 5 + 5 - right) % 5 : (left - right + 5) % 5
    }
}
