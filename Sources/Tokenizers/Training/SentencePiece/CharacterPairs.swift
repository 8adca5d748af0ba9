/// The pairs of characters that a training begins with: their counts and the words they are in.
struct CharacterPairs {
    struct Found {
        var pair: UInt64
        var count: Int64 = 0
        var start = 0
        var length = 0
        /// The word met last, 0 for none: a word is listed once.
        fileprivate var last: UInt32 = 0
    }

    private(set) var found: [Found] = []

    /// - Parameter places: receives the lists of words.
    init(_ words: TrainingWords, into places: inout [UInt32]) {
        // Where a pair stands in `found`, plus one.
        let numbers = PairCounts()
        words.forEachPair { first, second, word, count in
            let pair = TokenPair(Int32(bitPattern: first), Int32(bitPattern: second)).key
            var number = Int(numbers.count(pair))
            if number == 0 {
                found.append(Found(pair: pair))
                number = found.count
                numbers.add(Int64(number), to: pair)
            }
            found[number - 1].count &+= count
            if found[number - 1].last != word {
                found[number - 1].last = word
                found[number - 1].length &+= 1
            }
        }
        var end = places.count
        for index in found.indices {
            found[index].start = end
            end += found[index].length
            (found[index].length, found[index].last) = (0, 0)
        }
        places.append(contentsOf: repeatElement(0, count: end - places.count))
        words.forEachPair { first, second, word, _ in
            let pair = TokenPair(Int32(bitPattern: first), Int32(bitPattern: second)).key
            let index = Int(numbers.count(pair)) - 1
            if found[index].last != word {
                found[index].last = word
                places[found[index].start + found[index].length] = word
                found[index].length += 1
            }
        }
    }
}
