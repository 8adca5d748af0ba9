/// Numbers of bank accounts and cards.
enum AccountNumber {
    /// Where an IBAN ends (ISO 13616): a country, two check digits, and as many characters as the country has.
    static func iban(_ cursor: borrowing TextCursor, at start: Int) -> Int? {
        guard cursor.isUpper(start), cursor.isUpper(start + 1), cursor.isDigit(start + 2), cursor.isDigit(start + 3)
        else { return nil }
        let country = UInt16(cursor[start]) << 8 | UInt16(cursor[start + 1])
        guard let length = lengths[country] else { return nil }
        var characters: [UInt8] = []
        var index = start
        while characters.count < length {
            if cursor.isDigit(index) || cursor.isUpper(index) {
                characters.append(cursor[index])
                index += 1
            } else {
                let separator = DigitPattern.separatorLength(cursor, at: index)
                guard separator > 0, characters.count % 4 == 0 else { return nil }
                index += separator
            }
        }
        guard !cursor.isWord(index), CheckDigits.remainder97(characters[4...] + characters[..<4]) == 1 else {
            return nil
        }
        return index
    }

    /// Lengths by country, from the registry of ISO 13616.
    private static let lengths: [UInt16: Int] = {
        let text = """
            AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18
            FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21
            LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SD18 SE24 SI19 SK24
            SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20
            """
        var lengths: [UInt16: Int] = [:]
        for entry in text.split(whereSeparator: \.isWhitespace) {
            let bytes = Array(entry.utf8)
            lengths[UInt16(bytes[0]) << 8 | UInt16(bytes[1])] = Int(bytes[2] - 0x30) * 10 + Int(bytes[3] - 0x30)
        }
        return lengths
    }()

    private static let cards = ["####_####_####_####", "####_######_#####", "####_######_####"].map {
        (shape: StaticString) in DigitPattern(shape: shape)
    }

    /// Where the number of a card ends (ISO/IEC 7812): 14 to 16 digits of the large networks, with their checksum.
    static func card(_ cursor: borrowing TextCursor, at start: Int, _ digits: inout [UInt8]) -> Int? {
        for pattern in cards {
            guard let end = pattern.match(cursor, at: start, &digits), isNetwork(digits), CheckDigits.luhn(digits),
                // Decimal fractions have dots, too.
                !(start..<end).contains(where: { cursor[$0] == 0x2E })
            else { continue }
            return end
        }
        return nil
    }

    private static func isNetwork(_ digits: [UInt8]) -> Bool {
        let first = digits[..<4].reduce(0) { $0 * 10 + Int($1 &- 0x30) }
        switch digits.count {
        case 14: return [30, 36, 38, 39].contains(first / 100)
        case 15: return [34, 37].contains(first / 100)
        default:
            return first / 1000 == 4 || (51...55).contains(first / 100) || (2221...2720).contains(first)
                || (3528...3589).contains(first) || first == 6011 || [62, 64, 65].contains(first / 100)
        }
    }
}
