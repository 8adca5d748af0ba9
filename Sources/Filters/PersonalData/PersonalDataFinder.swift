/// Finds what is personal in texts, in one walk from mark to mark: signs and the beginnings of words and numbers.
struct PersonalDataFinder {
    private let kinds: Set<PersonalDataKind>
    private var digits: [UInt8] = []
    private(set) var found: [PersonalDatum] = []

    init(kinds: Set<PersonalDataKind>) { self.kinds = kinds }

    /// Of overlapping ones the one that begins first stays.
    mutating func find(in text: Span<UInt8>, language: String) {
        found.removeAll(keepingCapacity: true)
        let cursor = TextCursor(text)
        var index = 0
        while index < text.count {
            let byte = text[index]
            let isWordByte = byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
            if isWordByte && cursor.isAlphanumeric(index - 1) || byte == 0x20 || byte >= 0x80 {
                index += 1
                continue
            }
            guard let datum = datum(cursor, at: index, language), kinds.contains(datum.kind) else {
                index += 1
                continue
            }
            index = max(index + 1, datum.range.upperBound)
            // A mail address begins before its mark, perhaps with a number.
            while let last = found.last, last.range.lowerBound >= datum.range.lowerBound { found.removeLast() }
            if let last = found.last, last.range.upperBound > datum.range.lowerBound { continue }
            found.append(datum)
        }
    }

    private mutating func datum(_ cursor: borrowing TextCursor, at index: Int, _ language: String) -> PersonalDatum? {
        let byte = cursor[index]
        switch byte {
        case 0x40:
            if let range = EmailAddress.around(cursor, at: index) { return PersonalDatum(range: range, kind: .email) }
            return UserName.handle(cursor, at: index).map { PersonalDatum(range: index + 1..<$0, kind: .handle) }
        case 0x2F, 0x5C:
            if cursor[index + 1] == 0x2F, cursor[index - 1] == 0x3A,
                let range = Secret.credentials(cursor, afterScheme: index + 2)
            {
                return PersonalDatum(range: range, kind: .key)
            }
            return UserName.folder(cursor, at: index).map { PersonalDatum(range: $0, kind: .user) }
        case 0x2D:
            return Secret.privateKey(cursor, at: index).map { PersonalDatum(range: index..<$0, kind: .key) }
        case 0x2B, 0x28:
            return phone(cursor, at: index, language)
        default:
            if byte &- 0x30 < 10 { return number(cursor, at: index, language) }
            return (byte | 0x20) &- 0x61 < 26 ? word(cursor, at: index) : nil
        }
    }

    private mutating func phone(
        _ cursor: borrowing TextCursor, at index: Int, _ language: String
    ) -> PersonalDatum? {
        if cursor.isAlphanumeric(index - 1) { return nil }
        let end =
            PhoneNumber.international(cursor, at: index)
            ?? PhoneNumber.national(cursor, at: index, language: language, &digits)
        return end.map { PersonalDatum(range: index..<$0, kind: .phone) }
    }

    private mutating func number(
        _ cursor: borrowing TextCursor, at index: Int, _ language: String
    ) -> PersonalDatum? {
        // Inside a longer number, name or path it is none.
        let before = cursor[index - 1]
        if before == 0x5F || before == 0x2E || [0x2D, 0x2F, 0x3D].contains(before) && cursor.isAlphanumeric(index - 2) {
            return nil
        }
        if let end = NetworkAddress.version4(cursor, at: index) {
            return PersonalDatum(range: index..<end, kind: .address)
        }
        if let end = NetworkAddress.version6(cursor, at: index) {
            return PersonalDatum(range: index..<end, kind: .address)
        }
        if let end = AccountNumber.card(cursor, at: index, &digits) {
            return PersonalDatum(range: index..<end, kind: .card)
        }
        if let end = identity(cursor, at: index) { return PersonalDatum(range: index..<end, kind: .identity) }
        return phone(cursor, at: index, language)
    }

    private mutating func identity(_ cursor: borrowing TextCursor, at index: Int) -> Int? {
        for number in IdentityNumber.all {
            guard let end = number.pattern.match(cursor, at: index, &digits), number.isValid(digits) else { continue }
            if number.words.isEmpty || cursor.follows(number.words, index, within: 60) { return end }
        }
        return nil
    }

    private mutating func word(_ cursor: borrowing TextCursor, at index: Int) -> PersonalDatum? {
        if let end = Secret.token(cursor, at: index) { return PersonalDatum(range: index..<end, kind: .key) }
        if cursor.isUpper(index) {
            if let end = AccountNumber.iban(cursor, at: index) { return PersonalDatum(range: index..<end, kind: .iban) }
            if let end = identity(cursor, at: index) { return PersonalDatum(range: index..<end, kind: .identity) }
        }
        return NetworkAddress.version6(cursor, at: index).map { PersonalDatum(range: index..<$0, kind: .address) }
    }
}
