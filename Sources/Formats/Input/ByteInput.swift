package import Records

/// The decompressed bytes of a file, through a window that is refilled: memory follows what the reader leaves unread,
/// not the file.
///
/// A class because it owns a source and a buffer; used by one thread at a time.
package final class ByteInput {
    /// How much is read at once at most: small enough for the second-level cache.
    static let chunk = 1 << 18
    private static let page = 1 << 12

    package let path: String
    package let compression: Compression
    /// Uncompressed and on disk, so that byte ranges mean something.
    package let isPlainFile: Bool
    /// Bytes on disk; 0 for what is not a file.
    package let fileSize: Int
    /// Offset in the decompressed file of the window's first byte.
    package private(set) var offset: Int
    private let source: any ByteSource
    private let decompressor: (any Decompressor)?
    /// How much is read at once: of small files no more than is there, since a tree of them is read one by one.
    private let chunk: Int
    private var buffer: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0
    /// Compressed bytes not yet given to the decompressor.
    private var raw: UnsafeMutableRawBufferPointer
    private var rawStart = 0
    private var rawEnd = 0
    private var isAtEnd = false
    /// Where the bytes come from if another thread decompresses them.
    private var ahead: (any ReadAhead)?
    private var fault: DataError?

    /// - Parameters:
    ///   - path: as the user named it; `-` is standard input.
    ///   - offset: where to start, in bytes; only in files that are not compressed.
    ///   - isRaw: to read a compressed file's bytes as they are.
    package convenience init(_ path: String, from offset: Int = 0, isRaw: Bool = false) throws(DataError) {
        try self.init(FileBytes(path), path: path, from: offset, isRaw: isRaw)
        if decompressor != nil, path != "-" { ahead = try SpareThreads.reading(path, compression) }
    }

    /// - Parameter path: what the source is called in errors.
    init(_ source: any ByteSource, path: String, from offset: Int = 0, isRaw: Bool = false) throws(DataError) {
        let head = try Self.readHead(source)
        let made = isRaw ? nil : try Self.decompressor(for: head, path: path, from: offset)
        if offset > 0 { try source.seek(to: offset) }
        self.source = source
        self.path = path
        compression = Compression(sniffing: head.span)
        self.offset = offset
        decompressor = made
        isPlainFile = made == nil && source.fileSize != nil && path != "-"
        fileSize = source.fileSize ?? 0
        chunk = isPlainFile ? min(Self.chunk, max(Self.page, fileSize + 1)) : Self.chunk
        buffer = .allocate(byteCount: 2 * chunk, alignment: 16)
        raw = .allocate(byteCount: made == nil ? 0 : Self.chunk / 2, alignment: 16)
        guard offset == 0 else { return }
        (made == nil ? buffer : raw).copyBytes(from: head)
        if made == nil { end = head.count } else { rawEnd = head.count }
    }

    deinit {
        buffer.deallocate()
        raw.deallocate()
    }

    /// What is read and not yet consumed. Not valid beyond the next `fill` or `consume`.
    package var window: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[start..<end]).assumingMemoryBound(to: UInt8.self)
            return unsafe _overrideLifetime(Span(_unsafeElements: bytes), borrowing: self)
        }
    }

    /// Gives up the window's first `count` bytes.
    package func consume(_ count: Int) {
        let count = min(count, end - start)
        start += count
        offset += count
    }

    /// Goes to another place of a plain file.
    func seek(to offset: Int) throws(DataError) {
        try source.seek(to: offset)
        self.offset = offset
        start = 0
        end = 0
        isAtEnd = false
    }

    /// Moves bytes into `room`: from the window, or from behind it if it is empty.
    ///
    /// - Returns: how many; 0 at the end.
    func take(into room: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
        if window.isEmpty, try !fill() { return 0 }
        let count = min(window.count, room.count)
        window.extracting(first: count).withUnsafeBytes { room.copyMemory(from: $0) }
        consume(count)
        return count
    }

    /// Brings all that is left into the window.
    ///
    /// - Returns: false if it is more than `limit` bytes.
    func fillWhole(limit: Int) throws(DataError) -> Bool {
        while try fill() { if window.count > limit { return false } }
        return true
    }

    /// Adds bytes to the window.
    ///
    /// - Returns: false at the end of the file.
    /// - Throws: when the file cannot be read on, after all good bytes have been in the window.
    package func fill() throws(DataError) -> Bool {
        if let fault { throw fault }
        if isAtEnd { return false }
        makeRoom()
        do throws(DataError) {
            if let ahead {
                let count = try ahead.next(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end..<end + chunk]))
                end += count
                isAtEnd = count == 0
            } else if let decompressor {
                isAtEnd = try !fill(through: decompressor)
            } else {
                isAtEnd = try !fillDirectly()
            }
        } catch {
            fault = error
            throw error
        }
        return !isAtEnd
    }

    /// At least a chunk of room behind the window.
    private func makeRoom() {
        if start == end {
            start = 0
            end = 0
        }
        if buffer.count - end >= chunk { return }
        if buffer.count - (end - start) >= chunk {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
        } else {
            let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * buffer.count, alignment: 16)
            larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
            buffer.deallocate()
            buffer = larger
        }
        end -= start
        start = 0
    }

    private func fillDirectly() throws(DataError) -> Bool {
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer[end..<end + chunk])
        let count = try source.read(into: room)
        end += count
        return count > 0
    }

    private func fill(through decompressor: any Decompressor) throws(DataError) -> Bool {
        var rawEnds = false
        while true {
            if rawStart == rawEnd, !rawEnds {
                rawStart = 0
                rawEnd = try source.read(into: raw)
                rawEnds = rawEnd == 0
            }
            if rawEnds, decompressor.isBetweenStreams { return false }
            let step = decompressor.step(
                UnsafeRawBufferPointer(rebasing: raw[rawStart..<rawEnd]),
                into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
            rawStart += step.consumed
            end += step.produced
            if let found = step.fault { fault = corruption(found.cause) }
            if step.produced > 0 { return true }
            if let fault { throw fault }
            if step.consumed == 0, rawEnds {
                throw corruption("the compressed data ends too early: the file is cut short")
            }
        }
    }

    private func corruption(_ cause: String) -> DataError {
        DataError(
            cause, file: path, offset: offset + end - start, mend: "fetch or compress the file again, or leave it out")
    }
}
