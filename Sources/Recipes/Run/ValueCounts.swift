internal import Records

/// Counts of short byte strings such as language tags, without a `String` for each record.
struct ValueCounts {
    private var places: [UInt64: Int] = [:]
    private var values = ByteColumn()
    private var sums: [Int] = []

    mutating func add(_ value: Span<UInt8>, _ count: Int) {
        let key = ContentHash.xxh3(value)
        if let place = places[key] {
            sums[place] += count
        } else {
            places[key] = sums.count
            values.append(value)
            sums.append(count)
        }
    }

    func counts(emptyAs name: String) -> [String: Int] {
        var counts: [String: Int] = [:]
        for place in sums.indices {
            let value = values.string(place)
            counts[value.isEmpty ? name : value, default: 0] += sums[place]
        }
        return counts
    }
}
