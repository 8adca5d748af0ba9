internal import CCLD2
package import Records

/// Names the language of texts that have none yet, by CLD2 (Dick Sites, Compact Language Detector 2).
package struct LanguageStage: Stage, Defaulted {
    /// Drop a text unless at least this share of it, 0 to 1, is in the language found for it. 0 keeps all.
    package var minimumShare = 0.0

    package init() {}

    package var rules: [String] { ["unknown language"] }

    package func process(_ batch: inout Batch) throws(DataError) {
        let texts = batch.texts
        var low: [(index: Int, share: Double)] = []
        batch.languages.rewrite { index, language, output in
            if !language.isEmpty || texts[index].isEmpty {
                language.withUnsafeBufferPointer { output.append(contentsOf: $0) }
                return
            }
            let share = Self.detect(texts[index], into: &output)
            if share < minimumShare { low.append((index, share)) }
        }
        for (index, share) in low { batch.drop(index, rule: 0, score: share) }
    }

    /// CLD2's codes that are not today's BCP-47.
    private static let renamed: [String: String] = [
        "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "zh": "zh-Hans", "tl": "fil",
    ]

    /// Appends the language, nothing if unknown, and returns its share of the text.
    private static func detect(_ text: Span<UInt8>, into output: inout [UInt8]) -> Double {
        let found = text.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { quern_cld2_detect($0.baseAddress, Int32(clamping: $0.count)) }
        }
        guard let code = found.code else { return 0 }
        let name = String(cString: code)
        if name == "un" { return 0 }
        output.append(contentsOf: (renamed[name] ?? name).utf8)
        return Double(found.percent) / 100
    }
}
