internal import Foundation
internal import Records
internal import Synchronization

/// Threads that take work items one after another. Plain threads, since a part is long, and with stacks deep enough
/// for recursive parsers.
enum Workers {
    static let stackBytes = 16 << 20

    /// Results in the order of `items`. After an error no new item is begun; the error of the earliest item is thrown
    /// (items are begun in order, so that this is the same error for any number of threads).
    static func map<Item: Sendable, Output: Sendable>(
        _ items: [Item], threads: Int, _ body: @escaping @Sendable (Item) throws(DataError) -> Output
    ) throws(DataError) -> [Output] {
        let queue = Queue<Output>()
        let finished = DispatchSemaphore(value: 0)
        let count = max(1, min(threads, items.count))
        for _ in 0..<count {
            let thread = Thread {
                while let index = queue.take(of: items.count) {
                    do throws(DataError) {
                        queue.put(index, .success(try body(items[index])))
                    } catch {
                        queue.put(index, .failure(error))
                    }
                }
                finished.signal()
            }
            thread.stackSize = stackBytes
            thread.start()
        }
        for _ in 0..<count { finished.wait() }
        return try queue.results(count: items.count)
    }

    /// What the threads share: the next item to take, and the outcomes.
    private final class Queue<Output: Sendable>: Sendable {
        private let next = Atomic<Int>(0)
        private let hasFailed = Atomic<Bool>(false)
        private let outcomes = Mutex<[Int: Result<Output, DataError>]>([:])

        func take(of count: Int) -> Int? {
            guard !hasFailed.load(ordering: .acquiring) else { return nil }
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            return index < count ? index : nil
        }

        func put(_ index: Int, _ outcome: Result<Output, DataError>) {
            outcomes.withLock { $0[index] = outcome }
            if case .failure = outcome { hasFailed.store(true, ordering: .releasing) }
        }

        func results(count: Int) throws(DataError) -> [Output] {
            let done = outcomes.withLock { $0 }
            var results: [Output] = []
            for index in 0..<count {
                if let outcome = done[index] { results.append(try outcome.get()) }
            }
            return results
        }
    }
}
