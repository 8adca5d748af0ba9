internal import CUTF8Proc
internal import Text

/// Compatibility decomposition, composition and case folding of Unicode 17, the version of SentencePiece's rules. The
/// library's tables may be of version 15; what came later is here (UnicodeData.txt, CaseFolding.txt).
enum CompatibilityForm {
    /// The compatibility decomposition of a code point, in place of what `points` held.
    static func decompose(_ point: UInt32, into points: inout [UInt32]) {
        points.removeAll(keepingCapacity: true)
        if let later = laterDecomposition(point) {
            points = later
            return
        }
        let options = utf8proc_option_t(
            UTF8PROC_STABLE.rawValue | UTF8PROC_DECOMPOSE.rawValue | UTF8PROC_COMPAT.rawValue)
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 32) { room in
            var boundary: Int32 = 0
            let count = utf8proc_decompose_char(
                Int32(bitPattern: point), room.baseAddress, room.count, options, &boundary)
            if count > 0, count <= room.count {
                for place in 0..<count { points.append(UInt32(bitPattern: room[place])) }
            } else {
                points.append(point)
            }
        }
    }

    /// What a decomposition composes to.
    static func composed(_ points: [UInt32]) -> [UInt32] {
        var made: [UInt32] = []
        var starter: Int?
        var lastClass = -1
        for point in points {
            let kind = Int(utf8proc_get_property(Int32(bitPattern: point)).pointee.combining_class)
            if let starter, lastClass < kind, let composed = pair(made[starter], point) {
                made[starter] = composed
                continue
            }
            if kind == 0 {
                starter = made.count
                lastClass = -1
            } else {
                lastClass = kind
            }
            made.append(point)
        }
        return made
    }

    /// Simple case folding, one to one.
    static func folded(_ point: UInt32) -> UInt32 {
        switch point {
        case 0x1C89: 0x1C8A
        case 0xA7CB: 0x264
        case 0xA7CC, 0xA7CE, 0xA7D2, 0xA7D4, 0xA7DA: point + 1
        case 0xA7DC: 0x19B
        case 0x10D50...0x10D65: point + 0x20
        case 0x16EA0...0x16EB8: point + 0x1B
        default: CaseFolding.of(point)
        }
    }

    private static func pair(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if let later = laterPairs[UInt64(first) << 32 | UInt64(second)] { return later }
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 4) { room in
            room[0] = Int32(bitPattern: first)
            room[1] = Int32(bitPattern: second)
            let options = utf8proc_option_t(UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue)
            guard utf8proc_normalize_utf32(room.baseAddress, 2, options) == 1 else { return nil }
            return UInt32(bitPattern: room[0])
        }
    }

    private static func laterDecomposition(_ point: UInt32) -> [UInt32]? {
        switch point {
        case 0xA7F1: return [0x53]
        case 0x1CCD6...0x1CCEF: return [0x41 + point - 0x1CCD6]
        case 0x1CCF0...0x1CCF9: return [0x30 + point - 0x1CCF0]
        default: break
        }
        guard let (_, first, second) = later.first(where: { $0.point == point }) else { return nil }
        return (laterDecomposition(first) ?? [first]) + [second]
    }

    private static let laterPairs = Dictionary(
        uniqueKeysWithValues: later.map { (UInt64($0.first) << 32 | UInt64($0.second), $0.point) })

    /// Canonical compositions of Unicode 16.
    private static let later: [(point: UInt32, first: UInt32, second: UInt32)] = [
        (0x105C9, 0x105D2, 0x307), (0x105E4, 0x105DA, 0x307), (0x11383, 0x11382, 0x113C9),
        (0x11385, 0x11384, 0x113BB), (0x1138E, 0x1138B, 0x113C2), (0x11391, 0x11390, 0x113C9),
        (0x113C5, 0x113C2, 0x113C2), (0x113C7, 0x113C2, 0x113B8), (0x113C8, 0x113C2, 0x113C9),
        (0x16121, 0x1611E, 0x1611E), (0x16122, 0x1611E, 0x16129), (0x16123, 0x1611E, 0x1611F),
        (0x16124, 0x16129, 0x1611F), (0x16125, 0x1611E, 0x16120), (0x16126, 0x16121, 0x1611F),
        (0x16127, 0x16122, 0x1611F), (0x16128, 0x16121, 0x16120), (0x16D68, 0x16D67, 0x16D67),
        (0x16D69, 0x16D63, 0x16D67), (0x16D6A, 0x16D69, 0x16D67),
    ]
}
