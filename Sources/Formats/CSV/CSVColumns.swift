import Records

/// What the columns of a file are, told by its header row.
struct CSVColumns {
    enum Role: Equatable {
        case text, id, language, source
        /// A member of `rest`: its name as JSON, with the colon.
        case rest([UInt8])
    }

    let roles: [Role]
    /// Places of the four fields' columns.
    let text: Int?
    let id: Int?
    let language: Int?
    let source: Int?

    init(header: [[UInt8]], _ options: SourceOptions, file: String) throws(DataError) {
        let wanted: [(canonical: String, name: String, role: Role)] = [
            ("text", options.textField, .text), ("id", options.idField, .id),
            ("language", options.languageField, .language), ("source", options.sourceField, .source),
        ]
        var seen: Set<[UInt8]> = []
        var roles: [Role] = []
        for name in header {
            guard seen.insert(name).inserted else {
                throw DataError(
                    "the column '\(String(decoding: name, as: UTF8.self))' is there twice", file: file, line: 1,
                    mend: "rename one of them")
            }
            if let match = wanted.first(where: { Array($0.name.utf8) == name }), !name.isEmpty {
                roles.append(match.role)
                continue
            }
            // As in JSON: a name the writers use, but that is not read from, must not come out twice.
            let isDisplaced = wanted.contains { Array($0.canonical.utf8) == name && !$0.name.isEmpty }
            var member: [UInt8] = []
            JSONText.appendString(((isDisplaced ? Array("original_".utf8) : []) + name).span, to: &member)
            roles.append(.rest(member + [UInt8(ascii: ":")]))
        }
        self.roles = roles
        text = roles.firstIndex(of: .text)
        id = roles.firstIndex(of: .id)
        language = roles.firstIndex(of: .language)
        source = roles.firstIndex(of: .source)
    }
}
