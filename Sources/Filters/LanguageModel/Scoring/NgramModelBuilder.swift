internal import Glibc
package import Records

/// Makes a model to score with of n-grams that come order by order.
package struct NgramModelBuilder: NgramSink {
    private var memory: UnsafeMutableRawPointer?
    private var byteCount = 0
    private var tables: [NgramTable] = []
    private var held: [Int] = []
    /// Of each word by its number.
    private var keys: [UInt64] = []

    package init() {}

    package mutating func begin(sizes: [Int], _ vocabulary: Vocabulary) throws(DataError) {
        var word: [UInt8] = []
        for number in 0..<vocabulary.count {
            word.removeAll(keepingCapacity: true)
            vocabulary.append(UInt32(number), to: &word)
            keys.append(NgramKey.word(word.span))
        }
        let slots = sizes.map(NgramTable.slots)
        byteCount = NgramModel.headerBytes + slots.reduce(0, +) * NgramModel.slotBytes
        guard let memory = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            memory != MAP_FAILED
        else { throw DataError.system("cannot get \(byteCount) bytes for the language model", file: "memory") }
        self.memory = memory
        let header = memory.assumingMemoryBound(to: UInt64.self)
        header[0] = NgramModel.magic
        header[1] = UInt64(sizes.count)
        var offset = NgramModel.headerBytes
        for (place, count) in slots.enumerated() {
            header[2 + 2 * place] = UInt64(sizes[place])
            header[3 + 2 * place] = UInt64(count)
            let slots = (memory + offset).assumingMemoryBound(to: NgramTable.Slot.self)
            tables.append(NgramTable(slots: slots, count: count))
            offset += count * NgramModel.slotBytes
        }
        held = [Int](repeating: 0, count: sizes.count)
    }

    package mutating func append(
        _ words: UnsafePointer<UInt32>, order: Int, _ probability: Float, _ backoff: Float
    ) throws(DataError) {
        var key = keys[Int(words[0])]
        for place in 1..<max(order, 1) {
            guard tables[place - 1].find(key) != nil else {
                throw DataError(
                    "an n-gram has an ending that is none", mend: "have the model written without such n-grams")
            }
            key = NgramKey.extended(key, by: keys[Int(words[place])])
        }
        let slot = NgramTable.Slot(key: key, probability: probability, backoff: backoff)
        guard tables[order - 1].insert(slot, held: held[order - 1]) else {
            throw DataError("an n-gram is there twice, or there are more than the model says")
        }
        held[order - 1] += 1
    }

    package consuming func finish() throws(DataError) -> NgramModel {
        guard let memory else { throw DataError("the language model has no n-grams") }
        return try NgramModel(memory: memory, byteCount: byteCount, file: "memory")
    }
}
