internal import Dispatch
internal import Records
internal import Synchronization

/// Compresses and writes in a thread of its own what it is given.
///
/// A class because it owns the thread's ring; used by one thread at a time.
final class CompressionThread: Compressor {
    private let ring: Ring
    private var given = 0

    /// - Parameters:
    ///   - compressor: not to be used by others.
    ///   - path: of the file, for errors.
    init(_ compressor: any Compressor, path: String) throws(DataError) {
        ring = Ring(compressor)
        try ring.start(file: path)
    }

    deinit { ring.abandon() }

    /// The file is not to be used by others until the last bytes were given, or this is gone.
    func write(_ bytes: UnsafeRawBufferPointer, isLast: Bool, to file: AtomicFile) throws(DataError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest.prefix(Ring.chunk))
            give(Array(part), file)
            rest = rest.dropFirst(part.count)
        }
        if isLast {
            give(nil, file)
            ring.done.wait()
            if let fault = ring.fault { throw fault }
        }
    }

    private func give(_ bytes: [UInt8]?, _ file: AtomicFile) {
        let slot = ring.slots[given % ring.slots.count]
        given += 1
        slot.free.wait()
        slot.value = Piece(bytes: bytes, file: file)
        slot.full.signal()
    }

    private struct Piece {
        /// nil behind the last ones.
        var bytes: [UInt8]?
        var file: AtomicFile
    }

    /// What the two threads share. Sendable because the fault is looked at when the thread is done.
    private final class Ring: ThreadBody, @unchecked Sendable {
        static let chunk = 1 << 18
        let slots = (0..<4).map { _ in Handover<Piece>() }
        let done = DispatchSemaphore(value: 0)
        private(set) var fault: DataError?
        private let compressor: any Compressor
        private let isAbandoned = Atomic<Bool>(false)

        init(_ compressor: any Compressor) { self.compressor = compressor }

        func abandon() {
            isAbandoned.store(true, ordering: .relaxed)
            for slot in slots { slot.full.signal() }
        }

        func run() {
            var place = 0
            var isAtEnd = false
            while !isAtEnd {
                let slot = slots[place % slots.count]
                place += 1
                slot.full.wait()
                if isAbandoned.load(ordering: .relaxed) { return }
                guard let piece = slot.value else { return }
                isAtEnd = piece.bytes == nil
                write(piece.bytes ?? [], isLast: isAtEnd, piece.file)
                slot.free.signal()
            }
            done.signal()
        }

        /// After a fault the rest is only taken: it is said at the end.
        private func write(_ bytes: [UInt8], isLast: Bool, _ file: AtomicFile) {
            guard fault == nil else { return }
            bytes.withUnsafeBytes { raw in
                do throws(DataError) {
                    try compressor.write(raw, isLast: isLast, to: file)
                } catch {
                    fault = error
                }
            }
        }
    }
}
