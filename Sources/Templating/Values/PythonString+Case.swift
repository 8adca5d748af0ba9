/// Python's case mappings: Unicode's full ones, with the final sigma.
extension PythonString {
    func lowercased() -> PythonString {
        if isASCII { return mapASCII { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 } }
        return mapScalars { all, i in Self.lower(all, i) }
    }

    func uppercased() -> PythonString {
        if isASCII { return mapASCII { $0 >= 0x61 && $0 <= 0x7A ? $0 & 0xDF : $0 } }
        return mapScalars { all, i in all[i].properties.uppercaseMapping }
    }

    /// The first code point as a title, the rest in lower case.
    func capitalized() -> PythonString {
        mapScalars { all, i in i == 0 ? all[0].properties.titlecaseMapping : Self.lower(all, i) }
    }

    /// `str.title`: every cased code point after one that is not cased as a title.
    func titled() -> PythonString {
        mapScalars { all, i in
            i > 0 && all[i - 1].properties.isCased ? Self.lower(all, i) : all[i].properties.titlecaseMapping
        }
    }

    func caseSwapped() -> PythonString {
        mapScalars { all, i in
            all[i].properties.isUppercase
                ? Self.lower(all, i)
                : all[i].properties.isLowercase ? all[i].properties.uppercaseMapping : String(all[i])
        }
    }

    /// Full case folding, through the mappings Swift has: lower of upper, which folds as `str.casefold` does for all
    /// but a few letters.
    func caseFolded() -> PythonString {
        if isASCII { return lowercased() }
        return mapScalars { all, i in
            let scalar = all[i]
            if (0x13A0...0x13F5).contains(scalar.value) { return String(scalar) }
            if (0x13F8...0x13FD).contains(scalar.value) || (0xAB70...0xABBF).contains(scalar.value) {
                return scalar.properties.uppercaseMapping
            }
            if scalar == "\u{0130}" { return "i\u{0307}" }
            if scalar == "\u{0131}" { return "\u{0131}" }
            let upper = scalar.properties.uppercaseMapping
            return upper.unicodeScalars.map { $0.properties.lowercaseMapping }.joined()
        }
    }

    private static func lower(_ all: [Unicode.Scalar], _ i: Int) -> String {
        guard all[i] == "\u{03A3}" else { return all[i].properties.lowercaseMapping }
        return isFinalSigma(all, i) ? "\u{03C2}" : "\u{03C3}"
    }

    /// Whether the sigma ends a word: a cased letter before it and none after it, case-ignorable ones left out.
    private static func isFinalSigma(_ all: [Unicode.Scalar], _ i: Int) -> Bool {
        let before = all[..<i].last { !$0.properties.isCaseIgnorable }
        let after = all[(i + 1)...].first { !$0.properties.isCaseIgnorable }
        return (before?.properties.isCased ?? false) && !(after?.properties.isCased ?? false)
    }

    private func mapASCII(_ change: (UInt8) -> UInt8) -> PythonString {
        PythonString(bytes: bytes.map(change), isASCII: true, isMarkup: isMarkup)
    }

    private func mapScalars(_ change: ([Unicode.Scalar], Int) -> String) -> PythonString {
        let all = Array(scalars)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for i in all.indices { result.append(contentsOf: change(all, i).utf8) }
        return PythonString(result).marked(isMarkup)
    }
}
