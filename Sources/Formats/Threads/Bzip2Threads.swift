internal import Dispatch
internal import Records
internal import Synchronization

/// Decompresses the blocks of a bzip2 file in several threads. Where something is wrong with a block, the file is read again
/// from its beginning by the one way that can say what is wrong.
///
/// A class because it owns the threads' ring; used by one thread at a time.
final class Bzip2Threads: ReadAhead {
    private let path: String
    private let ring: Ring
    /// Blocks that were taken, and bytes of the block that is being taken.
    private var taken = 0
    private var place = 0
    private var delivered = 0
    private var whole: ByteInput?

    init(_ path: String, threads: Int) throws(DataError) {
        self.path = path
        ring = Ring(try Bzip2Blocks(FileBytes(path)), count: 2 * threads)
        for _ in 0..<threads { try ring.start(file: path) }
    }

    deinit { ring.abandon() }

    func next(into room: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
        if let whole { return try whole.take(into: room) }
        let slot = ring.slots[taken % ring.slots.count]
        if place == 0 { slot.full.wait() }
        guard let block = slot.value, !block.isEmpty else {
            slot.full.signal()
            if slot.value == nil, ring.isWhole { return 0 }
            return try readAgain().take(into: room)
        }
        let count = min(room.count, block.count - place)
        block.withUnsafeBytes { room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[place..<place + count])) }
        place += count
        delivered += count
        if place == block.count {
            (place, taken) = (0, taken + 1)
            slot.free.signal()
        }
        return count
    }

    private func readAgain() throws(DataError) -> ByteInput {
        ring.abandon()
        let input = try ByteInput(FileBytes(path), path: path)
        whole = input
        var left = delivered
        while left > 0 {
            if input.window.isEmpty, try !input.fill() { break }
            let count = min(left, input.window.count)
            input.consume(count)
            left -= count
        }
        return input
    }

    /// What the threads share. Sendable because the semaphore `turn` says whose turn the blocks are.
    private final class Ring: ThreadBody, @unchecked Sendable {
        /// Blocks, decompressed; nil behind the last one, empty if one cannot be.
        let slots: [Handover<[UInt8]>]
        private let turn = DispatchSemaphore(value: 0)
        private var blocks: Bzip2Blocks
        private var begun = 0
        private var hasEnded = false
        private let isAbandoned = Atomic<Bool>(false)

        init(_ blocks: Bzip2Blocks, count: Int) {
            self.blocks = blocks
            slots = (0..<count).map { _ in Handover() }
            turn.signal()
        }

        /// To be asked behind the last block.
        var isWhole: Bool { blocks.isWhole }

        func abandon() {
            isAbandoned.store(true, ordering: .relaxed)
            for slot in slots { slot.free.signal() }
        }

        func run() {
            while let (slot, compressed) = take() {
                slot.value = compressed.map { Self.decompressed($0) ?? [] }
                slot.full.signal()
                if compressed == nil { return }
            }
        }

        /// The next block, in the order of the file.
        private func take() -> (slot: Handover<[UInt8]>, compressed: [UInt8]?)? {
            turn.wait()
            defer { turn.signal() }
            if hasEnded || isAbandoned.load(ordering: .relaxed) { return nil }
            let slot = slots[begun % slots.count]
            slot.free.wait()
            if isAbandoned.load(ordering: .relaxed) { return nil }
            begun += 1
            do throws(DataError) {
                let block = try blocks.next()
                hasEnded = block == nil
                return (slot, block)
            } catch {
                // Whoever reads it again meets the same fault.
                hasEnded = true
                return (slot, nil)
            }
        }

        private static func decompressed(_ file: [UInt8]) -> [UInt8]? {
            let decompressor = Bzip2Decompressor()
            var output = [UInt8](repeating: 0, count: 1 << 20)
            var (from, filled) = (0, 0)
            repeat {
                if filled == output.count { output += [UInt8](repeating: 0, count: output.count) }
                let step = file.withUnsafeBytes { input in
                    output.withUnsafeMutableBytes { output in
                        decompressor.step(
                            UnsafeRawBufferPointer(rebasing: input[from...]),
                            into: UnsafeMutableRawBufferPointer(rebasing: output[filled...]))
                    }
                }
                from += step.consumed
                filled += step.produced
                if step.fault != nil || step.consumed + step.produced == 0 { return nil }
            } while !decompressor.isBetweenStreams
            output.removeLast(output.count - filled)
            return output
        }
    }
}
