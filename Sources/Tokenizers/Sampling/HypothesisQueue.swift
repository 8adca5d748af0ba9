/// A binary heap, the greatest score first. Equal scores come in the order in which GNU's `std::priority_queue` gives
/// them (libstdc++, bits/stl_heap.h): a removed top leaves a hole that sinks to the bottom, where the last element is
/// put and rises. The n-best lists of the peer depend on it.
struct HypothesisQueue {
    private var elements: [(score: Float, value: Int)] = []

    var count: Int { elements.count }

    mutating func push(_ score: Float, _ value: Int) {
        elements.append((score, value))
        rise(elements.count - 1)
    }

    mutating func pop() -> (score: Float, value: Int)? {
        guard let top = elements.first, let last = elements.popLast() else { return nil }
        if elements.isEmpty { return top }
        var hole = 0
        while 2 * hole + 1 < elements.count {
            var child = 2 * hole + 2
            if child == elements.count || elements[child].score < elements[child - 1].score { child -= 1 }
            elements[hole] = elements[child]
            hole = child
        }
        elements[hole] = last
        rise(hole)
        return top
    }

    private mutating func rise(_ start: Int) {
        let element = elements[start]
        var place = start
        while place > 0, elements[(place - 1) / 2].score < element.score {
            elements[place] = elements[(place - 1) / 2]
            place = (place - 1) / 2
        }
        elements[place] = element
    }
}
