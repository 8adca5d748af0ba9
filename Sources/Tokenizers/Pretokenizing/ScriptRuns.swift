/// Cuts between scripts (tokenizers/src/pre_tokenizers/unicode_scripts): Kana goes with Han, a space with anything. What
/// stands before the first letter of a script is dropped, as the peer does.
enum ScriptRuns {
    static func cut(_ text: AlignedText) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        var last: UInt32 = 0
        for (place, unit) in text.units.enumerated() {
            let script = UnicodeProperties.script(unit.point)
            if script == 0 || script == last { continue }
            if let start { runs.append(start..<place) }
            start = place
            last = script
        }
        if let start { runs.append(start..<text.count) }
        return runs
    }
}
