/// Merges a long pre-token: a linked list of tokens and a heap of the pairs that can be merged.
enum LongPiece {
    private struct Candidate {
        var rank: Int32
        /// Place of the pair's first token.
        var place: Int32
        func comesBefore(_ other: Candidate) -> Bool {
            rank != other.rank ? rank < other.rank : place < other.place
        }
    }

    static func merge(_ ids: inout [Int32], from start: Int, by model: BPEModel) {
        let count = ids.count - start
        var tokens = Array(ids[start...])
        var next = (0..<count).map { Int32($0 + 1) }
        var previous = (0..<count).map { Int32($0 - 1) }
        var heap: [Candidate] = []
        func rank(at place: Int) -> Int32? {
            let following = Int(next[place])
            guard following < count else { return nil }
            return model.rank(TokenPair(tokens[place], tokens[following]))
        }
        for place in 0..<count {
            if let rank = rank(at: place) { push(Candidate(rank: rank, place: Int32(place)), &heap) }
        }
        while let top = pop(&heap) {
            let place = Int(top.place)
            // A merge since then may have changed what stands there; -1 marks a token that is gone.
            guard tokens[place] >= 0, rank(at: place) == top.rank else { continue }
            let following = Int(next[place])
            tokens[place] = model.merges[Int(top.rank)].id
            tokens[following] = -1
            next[place] = next[following]
            if Int(next[place]) < count { previous[Int(next[place])] = Int32(place) }
            if let rank = rank(at: place) { push(Candidate(rank: rank, place: Int32(place)), &heap) }
            let before = Int(previous[place])
            if before >= 0, let rank = rank(at: before) { push(Candidate(rank: rank, place: Int32(before)), &heap) }
        }
        ids.removeLast(count)
        for token in tokens where token >= 0 { ids.append(token) }
    }

    private static func push(_ candidate: Candidate, _ heap: inout [Candidate]) {
        heap.append(candidate)
        var child = heap.count - 1
        while child > 0, heap[child].comesBefore(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private static func pop(_ heap: inout [Candidate]) -> Candidate? {
        guard let top = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return top }
        heap[0] = last
        var parent = 0
        while true {
            var best = parent
            for child in 2 * parent + 1...2 * parent + 2 where child < heap.count && heap[child].comesBefore(heap[best])
            {
                best = child
            }
            if best == parent { return top }
            heap.swapAt(parent, best)
            parent = best
        }
    }
}
