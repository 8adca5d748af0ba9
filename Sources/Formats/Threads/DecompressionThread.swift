internal import Dispatch
internal import Glibc
internal import Records
internal import Synchronization

/// Reads and decompresses a file in a thread of its own, a few chunks ahead of who takes them.
///
/// A class because it owns the thread's ring; used by one thread at a time.
final class DecompressionThread: ReadAhead {
    private let ring: Ring
    private var taken = 0

    /// - Parameter input: opened, and not to be used by others.
    init(_ input: ByteInput, chunk: Int) throws(DataError) {
        ring = Ring(input, chunk: chunk)
        try ring.start(file: input.path)
    }

    deinit { ring.abandon() }

    func next(into room: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
        ring.full.wait()
        let slot = ring.slots[taken % Ring.count]
        guard slot.count > 0 else {
            // The last slot stays, should somebody ask again.
            ring.full.signal()
            if let fault = slot.fault { throw fault }
            return 0
        }
        room.copyMemory(from: UnsafeRawBufferPointer(rebasing: slot.bytes[..<slot.count]))
        taken += 1
        ring.free.signal()
        return slot.count
    }

    /// What the two threads share. Sendable because the semaphores say whose turn each slot is.
    private final class Ring: ThreadBody, @unchecked Sendable {
        static let count = 4

        struct Slot {
            var bytes: UnsafeMutableRawBufferPointer
            var count = 0
            var fault: DataError?
        }

        let free = DispatchSemaphore(value: 0)
        let full = DispatchSemaphore(value: 0)
        /// Not an array, whose buffer one thread would look at while the other changes it.
        let slots: UnsafeMutableBufferPointer<Slot>
        private let input: ByteInput
        private let isAbandoned = Atomic<Bool>(false)

        init(_ input: ByteInput, chunk: Int) {
            self.input = input
            slots = .allocate(capacity: Self.count)
            for place in 0..<Self.count {
                slots.initializeElement(at: place, to: Slot(bytes: .allocate(byteCount: chunk, alignment: 16)))
            }
            // A semaphore must not end with less than it began with.
            for _ in 0..<Self.count { free.signal() }
        }

        deinit {
            for slot in slots { slot.bytes.deallocate() }
            slots.deinitialize()
            slots.deallocate()
        }

        func abandon() {
            isAbandoned.store(true, ordering: .relaxed)
            free.signal()
        }

        func run() {
            var place = 0
            var isAtEnd = false
            while !isAtEnd {
                free.wait()
                if isAbandoned.load(ordering: .relaxed) { return }
                isAtEnd = !fill(place % Self.count)
                place += 1
                full.signal()
            }
        }

        /// - Returns: whether there is more.
        private func fill(_ place: Int) -> Bool {
            slots[place].count = 0
            do throws(DataError) {
                slots[place].count = try input.take(into: slots[place].bytes)
            } catch {
                slots[place].fault = error
            }
            return slots[place].count > 0
        }
    }
}
