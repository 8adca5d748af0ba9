internal import CUTF8Proc

/// The normalisation forms of UAX #15, aligned as Hugging Face tokenizers aligns them, and of its version of Unicode.
enum UnicodeForm: String, Sendable {
    case nfc = "NFC"
    case nfd = "NFD"
    case nfkc = "NFKC"
    case nfkd = "NFKD"

    private var isCompatible: Bool { self == .nfkc || self == .nfkd }
    private var composes: Bool { self == .nfc || self == .nfkc }
    /// Below this no code point changes.
    private var firstChanged: UInt32 {
        switch self {
        case .nfc: 0x300
        case .nfd: 0xC0
        case .nfkc, .nfkd: 0xA0
        }
    }

    func apply(_ text: inout AlignedText) {
        let bound = firstChanged
        if text.units.allSatisfy({ $0.point < bound }) { return }
        var changes = decomposed(text)
        Self.order(&changes)
        text.transform(composes ? Self.composed(changes) : changes)
    }

    private func decomposed(_ text: AlignedText) -> [AlignedText.Change] {
        let wide = isCompatible ? UTF8PROC_COMPAT.rawValue : 0
        let options = utf8proc_option_t(UTF8PROC_STABLE.rawValue | UTF8PROC_DECOMPOSE.rawValue | wide)
        var changes: [AlignedText.Change] = []
        changes.reserveCapacity(text.count)
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 32) { room in
            for unit in text.units {
                var boundary: Int32 = 0
                let point = Int32(bitPattern: unit.point)
                let count = utf8proc_decompose_char(point, room.baseAddress, room.count, options, &boundary)
                let isChanged = count != 1 || room[0] != point
                guard count > 0, count <= room.count, !isChanged || UnicodeProperties.isInForms(unit.point) else {
                    changes.append((unit.point, 0))
                    continue
                }
                for place in 0..<count { changes.append((UInt32(bitPattern: room[place]), place > 0 ? 1 : 0)) }
            }
        }
        return changes
    }

    private static func combiningClass(_ point: UInt32) -> Int {
        if point < 0x300 { return 0 }
        let kind = Int(utf8proc_get_property(Int32(bitPattern: point)).pointee.combining_class)
        return kind == 0 || UnicodeProperties.isInForms(point) ? kind : 0
    }

    /// Sorts the marks of each character by their classes.
    private static func order(_ changes: inout [AlignedText.Change]) {
        var place = 0
        while place < changes.count {
            var marks: [(kind: Int, place: Int)] = []
            var isSorted = true
            while place < changes.count {
                let kind = combiningClass(changes[place].point)
                if kind == 0 { break }
                if let last = marks.last, last.kind > kind { isSorted = false }
                marks.append((kind, place))
                place += 1
            }
            if !isSorted {
                let old = changes
                let start = place - marks.count
                for (offset, mark) in marks.sorted(by: <).enumerated() { changes[start + offset] = old[mark.place] }
            }
            place += 1
        }
    }

    private static func composed(_ changes: [AlignedText.Change]) -> [AlignedText.Change] {
        var made: [AlignedText.Change] = []
        made.reserveCapacity(changes.count)
        var starter: Int?
        var lastClass = -1
        for (point, change) in changes {
            let kind = combiningClass(point)
            if let starter, lastClass < kind, let composed = pair(made[starter].point, point) {
                made[starter].point = composed
                made[starter].change += change - 1
                continue
            }
            if kind == 0 {
                starter = made.count
                lastClass = -1
            } else {
                lastClass = kind
            }
            made.append((point, change))
        }
        return made
    }

    /// What two code points compose to.
    private static func pair(_ first: UInt32, _ second: UInt32) -> UInt32? {
        guard second >= 0x300 else { return nil }
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 4) { room in
            room[0] = Int32(bitPattern: first)
            room[1] = Int32(bitPattern: second)
            let options = utf8proc_option_t(UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue)
            guard utf8proc_normalize_utf32(room.baseAddress, 2, options) == 1 else { return nil }
            let composed = UInt32(bitPattern: room[0])
            return UnicodeProperties.isInForms(composed) ? composed : nil
        }
    }
}
