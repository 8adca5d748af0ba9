import Records

/// What the values of a JSON member have in common, as far as a column can say it.
indirect enum JSONKind: Equatable {
    case null, boolean, double, string
    /// Of 64 bits; `isLarge` if a double does not hold it to the digit.
    case integer(isLarge: Bool)
    case list(JSONKind)
    case object([Member])
    /// Nothing but that they are JSON.
    case mixed

    struct Member: Equatable {
        var name: String
        var kind: JSONKind
    }

    /// An object of more members is rather a map of whatever keys there are.
    static let maximumMembers = 100
    private static let maximumDepth = 16

    init(_ json: JSONValueToken, in bytes: Span<UInt8>, depth: Int = 0) throws(JSONFault) {
        if depth == Self.maximumDepth {
            self = .mixed
            return
        }
        switch json.kind {
        case .null: self = .null
        case .true, .false: self = .boolean
        case .string: self = .string
        case .number: self = Self.number(json, bytes)
        case .array:
            var kind = JSONKind.null
            var elements = try JSONElements(ofArray: bytes, at: json.range.lowerBound)
            while try elements.isAtNext() {
                kind = kind.joined(try JSONKind(try elements.value(), in: bytes, depth: depth + 1))
            }
            self = .list(kind)
        case .object: self = try Self.object(json, bytes, depth)
        }
    }

    private static func number(_ json: JSONValueToken, _ bytes: Span<UInt8>) -> JSONKind {
        let text = bytes.extracting(json.range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        if let integer = Int64(text) { return .integer(isLarge: integer.magnitude > 1 << 53) }
        let isInteger = text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }
        return !isInteger && Double(text)?.isFinite == true ? .double : .mixed
    }

    private static func object(_ json: JSONValueToken, _ bytes: Span<UInt8>, _ depth: Int) throws(JSONFault) -> JSONKind
    {
        var own: [Member] = []
        var members = try JSONMembers(ofObject: bytes, at: json.range.lowerBound)
        while let member = try members.next() {
            let name = member.name.string(in: bytes)
            if own.count == maximumMembers || own.contains(where: { $0.name == name }) { return .mixed }
            own.append(Member(name: name, kind: try JSONKind(member.value, in: bytes, depth: depth + 1)))
        }
        return .object(own)
    }

    /// What holds the values of both.
    func joined(_ other: JSONKind) -> JSONKind {
        switch (self, other) {
        case _ where self == other: return self
        case (.null, let kind), (let kind, .null): return kind
        case (.integer(let one), .integer(let other)): return .integer(isLarge: one || other)
        case (.integer(isLarge: false), .double), (.double, .integer(isLarge: false)): return .double
        case (.list(let one), .list(let other)): return .list(one.joined(other))
        case (.object(var members), .object(let others)):
            for other in others {
                if let place = members.firstIndex(where: { $0.name == other.name }) {
                    members[place].kind = members[place].kind.joined(other.kind)
                } else {
                    members.append(other)
                }
            }
            return members.count > Self.maximumMembers ? .mixed : .object(members)
        default: return .mixed
        }
    }

    /// Whether a column made for values of this kind holds a value of another.
    func holds(_ other: JSONKind) -> Bool {
        switch (self, other) {
        case (_, .null), (.mixed, _), (.null, _), (.integer, .integer): true
        case (.list(let one), .list(let other)): one.holds(other)
        case (.object(let members), .object(let others)):
            // Of an object without members there is no column but JSON.
            members.isEmpty
                || others.allSatisfy { other in members.contains { $0.name == other.name && $0.kind.holds(other.kind) }
                }
        default: joined(other) == self
        }
    }

    /// The column for it. Anything may be null; what says nothing is kept as JSON.
    func column(_ name: String) -> ParquetColumn {
        let kind: ParquetColumn.Kind =
            switch self {
            case .boolean: .boolean
            case .integer: .int64
            case .double: .double
            case .string: .utf8
            case .list(let element): .list(element.column("element"))
            case .object(let members) where !members.isEmpty: .structure(members.map { $0.kind.column($0.name) })
            case .null, .mixed, .object: .json
            }
        return ParquetColumn(name, kind, isOptional: true)
    }
}
