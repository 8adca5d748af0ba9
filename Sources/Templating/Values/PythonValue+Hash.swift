extension PythonString {
    /// FNV-1a over the bytes with a final mix: stable from run to run.
    var stableHash: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let span = bytes.span
        for i in 0..<span.count { hash = (hash ^ UInt64(span[unchecked: i])) &* 0x0000_0100_0000_01B3 }
        return hash ^ hash >> 29
    }
}

extension PythonValue {
    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = (value ^ value >> 31) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product >> 32
    }

    /// A hash equal for values that are equal keys: `1`, `1.0` and `True` are one key.
    func keyHash(depth: Int = 0) throws(Fault) -> UInt64 {
        switch self {
        case .string(let text): return text.stableHash
        case .int(let number): return Self.mixed(UInt64(bitPattern: Int64(number)))
        case .bool(let flag): return Self.mixed(flag ? 1 : 0)
        case .none: return 0x6E6F_6E65
        case .missing: return 0x756E_6465
        case .undefined(let undefined):
            try undefined.requireLenient()
            return 0x756E_6465
        case .float(let number):
            if let exact = Int(exactly: number) { return Self.mixed(UInt64(bitPattern: Int64(exact))) }
            return Self.mixed(number.bitPattern &+ 1)
        case .tuple(let tuple):
            if depth > Limits.valueDepth { throw .limit("tuples are nested too deeply") }
            var hash: UInt64 = 0x7475_706C
            for item in tuple.items { hash = Self.mixed(hash &* 31 &+ (try item.keyHash(depth: depth + 1))) }
            return hash
        case .list, .dict: throw .type("unhashable type: '\(typeName)'")
        case .object(let object):
            return Self.mixed(UInt64(UInt(bitPattern: ObjectIdentifier(object).hashValue)))
        }
    }

    /// Key equality: identical objects or equal hashable values.
    func isSameKey(as other: PythonValue) -> Bool {
        if case .string(let left) = self, case .string(let right) = other { return left == right }
        return (try? isEqual(to: other)) ?? false
    }
}
