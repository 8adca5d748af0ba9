/// How much of a text is n-grams of words that occur more than once, for n from 2 to 10.
///
/// A position whose (n−1)-gram occurs once has no n-gram that repeats: each n is a pass over what is left of the one
/// before, and only the first over all words. N-grams are compared exactly, as pairs of (n−1)-grams.
struct NgramRepetition: ~Copyable {
    static let longest = 10

    /// Of each n up to the last that was measured: how often the most frequent n-gram occurs times its code points, with a blank between words. Of equally
    /// frequent ones it is the first. 0 if there are fewer than n words.
    private(set) var top = [Int](repeating: 0, count: longest + 1)
    /// Of the same: code points of the words in n-grams that were met before, from left to right without overlaps.
    private(set) var duplicate = [Int](repeating: 0, count: longest + 1)

    private var numbers = KeyNumbers()
    /// Number of the n-gram that begins at each word, while it is known to repeat.
    private var grams: [UInt32] = []
    /// Words at which an n-gram begins that repeats.
    private var places: [Int] = []
    private var counts: [UInt32] = []
    private var isSeen: [Bool] = []
    /// Code points before each word, and of all.
    private var sums: [Int] = []

    private static let unique = UInt32.max

    /// Which n have been measured.
    private var measured = 1

    /// Takes the words of a text.
    ///
    /// - Parameter hashes: of the words; equal words have equal ones, and others others.
    mutating func begin(_ hashes: [UInt64], _ words: [Token]) {
        sums.removeAll(keepingCapacity: true)
        sums.append(0)
        var sum = 0
        for word in words {
            sum += Int(word.length)
            sums.append(sum)
        }
        countWords(hashes)
        measured = 1
    }

    /// Measures n-grams up to n, which few texts need that are dropped.
    mutating func measure(upTo n: Int) {
        while measured < n {
            measured += 1
            top[measured] = 0
            duplicate[measured] = 0
            if sums.count > measured { measure(measured, sums.count - 1) }
        }
    }

    private mutating func countWords(_ hashes: [UInt64]) {
        numbers.begin(expecting: hashes.count)
        grams.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
        for hash in hashes {
            let number = numbers.number(hash)
            if number == counts.count { counts.append(1) } else { counts[number] &+= 1 }
            grams.append(UInt32(truncatingIfNeeded: number))
        }
        places.removeAll(keepingCapacity: true)
        for place in hashes.indices {
            if counts[Int(grams[place])] == 1 { grams[place] = Self.unique } else { places.append(place) }
        }
    }

    private mutating func measure(_ n: Int, _ words: Int) {
        number(n, words)
        var most: (count: UInt32, first: Int) = (1, 0)
        isSeen.removeAll(keepingCapacity: true)
        isSeen.append(contentsOf: repeatElement(false, count: counts.count))
        var kept = 0
        var free = 0
        for place in places {
            let number = Int(grams[place])
            if counts[number] == 1 {
                grams[place] = Self.unique
                continue
            }
            places[kept] = place
            kept &+= 1
            if counts[number] > most.count { most = (counts[number], place) }
            if place < free { continue }
            if isSeen[number] {
                duplicate[n] += characters(place, n)
                free = place + n
            }
            isSeen[number] = true
        }
        places.removeLast(places.count - kept)
        top[n] = Int(most.count) * (characters(most.first, n) + n - 1)
    }

    /// Numbers the n-grams of all places where one may repeat, and counts them.
    private mutating func number(_ n: Int, _ words: Int) {
        numbers.begin(expecting: places.count)
        counts.removeAll(keepingCapacity: true)
        var kept = 0
        for place in places {
            // The n-gram is two (n−1)-grams, of which each has to repeat; the second is not overwritten yet.
            guard place &+ n <= words, grams[place &+ 1] != Self.unique else {
                grams[place] = Self.unique
                continue
            }
            let number = numbers.number(UInt64(grams[place]) &<< 32 | UInt64(grams[place &+ 1]))
            if number == counts.count { counts.append(1) } else { counts[number] &+= 1 }
            grams[place] = UInt32(truncatingIfNeeded: number)
            places[kept] = place
            kept &+= 1
        }
        places.removeLast(places.count - kept)
    }

    private func characters(_ place: Int, _ n: Int) -> Int { sums[place + n] - sums[place] }
}
