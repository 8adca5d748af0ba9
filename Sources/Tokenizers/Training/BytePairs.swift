/// The pairs of bytes that a training begins with: their counts and the words they are in.
struct BytePairs {
    struct Found {
        var first: Int
        var second: Int
        var count: Int64
        var start: Int
        var length: Int
    }

    private struct Slot {
        var count: Int64 = 0
        var words: UInt32 = 0
        /// The word met last, 0 for none: a word is listed once.
        var last: UInt32 = 0
    }

    private var slots = [Slot](repeating: Slot(), count: 1 << 16)
    /// Pairs that occur, and where their words are listed.
    private(set) var found: [Found] = []

    /// - Parameter words: with bytes for ids.
    mutating func count(_ words: TrainingWords) {
        slots.withUnsafeMutableBufferPointer { slots in
            words.forEachPair { first, second, word, count in
                let pair = Int(first &<< 8 | second)
                slots[pair].count &+= count
                if slots[pair].last != word {
                    slots[pair].last = word
                    slots[pair].words &+= 1
                }
            }
        }
    }

    /// Decides where each pair's words are listed; returns the length of all lists.
    mutating func layOut() -> Int {
        var start = 0
        for pair in slots.indices where slots[pair].count > 0 {
            let length = Int(slots[pair].words)
            found.append(
                Found(first: pair >> 8, second: pair & 0xFF, count: slots[pair].count, start: start, length: length))
            start += length
        }
        return start
    }

    func list(_ words: TrainingWords, into places: inout [UInt32]) {
        var cursors = [Int](repeating: 0, count: slots.count)
        for pair in found { cursors[pair.first << 8 | pair.second] = pair.start }
        var last = [UInt32](repeating: 0, count: slots.count)
        places.withUnsafeMutableBufferPointer { places in
            words.forEachPair { first, second, word, _ in
                let pair = Int(first &<< 8 | second)
                if last[pair] != word {
                    last[pair] = word
                    places[cursors[pair]] = word
                    cursors[pair] += 1
                }
            }
        }
    }
}
