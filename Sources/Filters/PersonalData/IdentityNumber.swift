/// A country's number of a person: its shape, and what tells it from other numbers of that shape.
struct IdentityNumber: Sendable {
    let pattern: DigitPattern
    /// Words near before it, without which it is any number; none if its checksum and shape are enough.
    var words: [StaticString] = []
    let isValid: @Sendable ([UInt8]) -> Bool

    private init(_ shape: StaticString, words: [StaticString] = [], _ isValid: @escaping @Sendable ([UInt8]) -> Bool) {
        pattern = DigitPattern(shape: shape)
        self.words = words
        self.isValid = isValid
    }

    private static func digit(_ digits: [UInt8], _ place: Int) -> Int { Int(digits[place] &- 0x30) }

    private static func number(_ digits: [UInt8], _ places: Range<Int>) -> Int {
        digits[places].reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    }

    private static func isDate(month: Int, day: Int) -> Bool { (1...12).contains(month) && (1...31).contains(day) }

    /// Of the United States, Spain, France, Italy, Poland, Brazil, China, Sweden, Finland, the Netherlands, Germany, India,
    /// Korea, Russia, the United Kingdom and Turkey.
    static let all: [IdentityNumber] = [
        IdentityNumber("###-##-####") { digits in
            let area = number(digits, 0..<3)
            return area != 0 && area != 666 && area < 900 && number(digits, 3..<5) != 0 && number(digits, 5..<9) != 0
        },
        IdentityNumber("########_A") { spanish(number($0, 0..<8), $0[8]) },
        IdentityNumber("A_#######_A") { digits in
            guard (0x58...0x5A).contains(digits[0]) else { return false }  // X, Y, Z
            return spanish(Int(digits[0] - 0x58) * 10_000_000 + number(digits, 1..<8), digits[8])
        },
        IdentityNumber("#_##_##_##_###_###_##", french),
        IdentityNumber("AAAAAA##A##A###A", italian),
        IdentityNumber("###########") { digits in
            let month = number(digits, 2..<4) % 20
            return isDate(month: month, day: number(digits, 4..<6))
                && CheckDigits.weighted(digits[...], [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0
        },
        IdentityNumber("###.###.###-##", brazilian), IdentityNumber("###########", words: ["cpf"], brazilian),
        IdentityNumber("#################*", chinese),
        IdentityNumber("######-####", swedish), IdentityNumber("########-####") { swedish(Array($0.dropFirst(2))) },
        IdentityNumber("######-###*", finnish), IdentityNumber("######A###*") { finnish(Array($0[..<6] + $0[7...])) },
        IdentityNumber("#########", words: ["bsn", "burgerservicenummer", "sofinummer"]) { digits in
            CheckDigits.weighted(digits[...], [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0
                && digits
                    != [UInt8](
                        repeating: 0x30, count: 9)
        },
        IdentityNumber("##_###_###_###", words: ["steuer", "idnr", "tin"], german),
        IdentityNumber("####_####_####") { $0[0] > 0x31 && CheckDigits.verhoeff($0) },
        // Since 2020 without a checksum.
        IdentityNumber("######-#######") { digits in
            isDate(month: number(digits, 2..<4), day: number(digits, 4..<6)) && (1...8).contains(digit(digits, 6))
        },
        IdentityNumber("###-###-###_##") { digits in
            let sum = CheckDigits.weighted(digits[..<9], [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101
            return sum % 100 == number(digits, 9..<11)
        },
        IdentityNumber("AA_##_##_##_A") { digits in
            let prefix = String(decoding: digits[..<2], as: UTF8.self)
            return !"DFIQUV".utf8.contains(digits[0]) && !"DFIOQUV".utf8.contains(digits[1])
                && !["BG", "GB", "NK", "KN", "TN", "NT", "ZZ"].contains(prefix) && (0x41...0x44).contains(digits[8])
        },
        IdentityNumber("###########") { digits in
            guard digits[0] != 0x30 else { return false }
            let odd = stride(from: 0, to: 9, by: 2).reduce(0) { $0 + digit(digits, $1) }
            let even = stride(from: 1, to: 8, by: 2).reduce(0) { $0 + digit(digits, $1) }
            let sum = (0..<10).reduce(0) { $0 + digit(digits, $1) }
            return (odd * 7 - even + 100) % 10 == digit(digits, 9) && sum % 10 == digit(digits, 10)
        },
    ]

    private static func spanish(_ number: Int, _ letter: UInt8) -> Bool {
        Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)[number % 23] == letter
    }

    private static func french(_ digits: [UInt8]) -> Bool {
        guard digits[0] == 0x31 || digits[0] == 0x32, (1...12).contains(number(digits, 3..<5)) else { return false }
        return 97 - number(digits, 0..<13) % 97 == number(digits, 13..<15)
    }

    private static func italian(_ code: [UInt8]) -> Bool {
        let odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]
        let sum = code[..<15].enumerated().reduce(0) { sum, character in
            let byte = character.element
            let value = Int(byte) - (byte > 0x39 ? 0x41 : 0x30)
            return sum + (character.offset % 2 == 0 ? odd[value] : value)
        }
        return sum % 26 == Int(code[15]) - 0x41
    }

    private static func brazilian(_ digits: [UInt8]) -> Bool {
        guard Set(digits).count > 1 else { return false }
        let first = CheckDigits.weighted(digits[..<9], [10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10
        let second = CheckDigits.weighted(digits[..<10], [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10
        return first == digit(digits, 9) && second == digit(digits, 10)
    }

    private static func chinese(_ digits: [UInt8]) -> Bool {
        guard isDate(month: number(digits, 10..<12), day: number(digits, 12..<14)),
            (1900...2099).contains(number(digits, 6..<10))
        else { return false }
        let sum = CheckDigits.weighted(digits[..<17], [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
        return Array("10X98765432".utf8)[sum % 11] == digits[17]
    }

    private static func swedish(_ digits: [UInt8]) -> Bool {
        isDate(month: number(digits, 2..<4), day: number(digits, 4..<6) % 60) && CheckDigits.luhn(digits)
    }

    private static func finnish(_ digits: [UInt8]) -> Bool {
        guard isDate(month: number(digits, 2..<4), day: number(digits, 0..<2)) else { return false }
        return Array("0123456789ABCDEFHJKLMNPRSTUVWXY".utf8)[number(digits, 0..<9) % 31] == digits[9]
    }

    /// ISO 7064, modulus 11, 10.
    private static func german(_ digits: [UInt8]) -> Bool {
        guard digits[0] != 0x30 else { return false }
        var product = 10
        for place in 0..<10 {
            let sum = (digit(digits, place) + product) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (11 - product) % 10 == digit(digits, 10)
    }
}
