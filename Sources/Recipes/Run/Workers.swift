internal import Foundation
package import Records
internal import Synchronization

/// Threads that take work items one after another. Plain threads, since a part is long, and with stacks deep enough
/// for recursive parsers.
package enum Workers {
    static let stackBytes = 16 << 20

    /// Results in the order of `items`. After an error no new item is begun; the error of the earliest item is thrown
    /// (items are begun in order, so that this is the same error for any number of threads).
    static func map<Item: Sendable, Output: Sendable>(
        _ items: [Item], threads: Int, _ body: @escaping @Sendable (Item) throws(DataError) -> Output
    ) throws(DataError) -> [Output] {
        var results: [Output] = []
        try forEach(threads: min(threads, items.count), window: items.count) {
        } next: { (index) throws(DataError) in
            index < items.count ? items[index] : nil
        } body: { (_, item) throws(DataError) in
            try body(item)
        } consume: { (result) throws(DataError) in
            results.append(result)
        }
        return results
    }

    /// Takes items from `next` until it has no more, works on them in parallel, and gives the results to `consume` in
    /// the order of the items.
    ///
    /// - Parameters:
    ///   - window: results that may wait to be consumed; no more items are taken than these.
    ///   - state: what a thread keeps from item to item.
    ///   - next: the item of an index, 0, 1, 2 …; called by one thread at a time.
    ///   - consume: called on the caller's thread.
    package static func forEach<Item: Sendable, State, Output: Sendable>(
        threads: Int, window: Int, state: @escaping @Sendable () -> State,
        next: @escaping @Sendable (Int) throws(DataError) -> Item?,
        body: @escaping @Sendable (State, Item) throws(DataError) -> Output,
        consume: (Output) throws(DataError) -> Void
    ) throws(DataError) {
        let count = max(1, threads)
        let queue = Queue<Item, Output>(window: max(window, count), next)
        for _ in 0..<count {
            let thread = Thread {
                let state = state()
                while let (index, item) = queue.take() {
                    do throws(DataError) {
                        queue.put(index, .success(try body(state, item)))
                    } catch {
                        queue.put(index, .failure(error))
                    }
                }
                queue.finished.signal()
            }
            thread.stackSize = stackBytes
            thread.start()
        }
        defer {
            queue.stop()
            for _ in 0..<count { queue.finished.wait() }
        }
        var index = 0
        while let result = try queue.outcome(index).get() {
            try consume(result)
            index += 1
        }
    }

    /// What the threads share: where the items come from, and the outcomes not yet consumed; nil ends them.
    private final class Queue<Item: Sendable, Output: Sendable>: Sendable {
        private let next: @Sendable (Int) throws(DataError) -> Item?
        /// Number of items taken; nil when no more are to be.
        private let taken = Mutex<Int?>(0)
        private let hasFailed = Atomic<Bool>(false)
        private let outcomes = Mutex<[Int: Result<Output?, DataError>]>([:])
        /// Items that may still be begun. Begins at zero, since a semaphore must not end below where it began.
        private let room = DispatchSemaphore(value: 0)
        private let isReady = DispatchSemaphore(value: 0)
        let finished = DispatchSemaphore(value: 0)

        init(window: Int, _ next: @escaping @Sendable (Int) throws(DataError) -> Item?) {
            self.next = next
            for _ in 0..<window { room.signal() }
        }

        func take() -> (index: Int, item: Item)? {
            room.wait()
            let taken = taken.withLock { (taken) -> (Int, Item)? in
                guard let index = taken, !hasFailed.load(ordering: .acquiring) else { return nil }
                do throws(DataError) {
                    if let item = try next(index) {
                        taken = index + 1
                        return (index, item)
                    }
                    put(index, .success(nil))
                } catch {
                    put(index, .failure(error))
                }
                taken = nil
                return nil
            }
            // Whoever waits for room is to see the end as well.
            if taken == nil { room.signal() }
            return taken
        }

        func put(_ index: Int, _ outcome: Result<Output?, DataError>) {
            outcomes.withLock { $0[index] = outcome }
            if case .failure = outcome { hasFailed.store(true, ordering: .releasing) }
            isReady.signal()
        }

        /// Waits for the outcome of an item, and lets another be begun.
        func outcome(_ index: Int) -> Result<Output?, DataError> {
            while true {
                if let outcome = outcomes.withLock({ $0.removeValue(forKey: index) }) {
                    room.signal()
                    return outcome
                }
                isReady.wait()
            }
        }

        /// Begins no item any more, and wakes the threads that wait to.
        func stop() {
            taken.withLock { $0 = nil }
            room.signal()
        }
    }
}
