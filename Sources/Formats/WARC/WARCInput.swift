import Records

/// The decompressed bytes of a WARC file, through a window. Of a gzip file with a member for each record (ISO 28500,
/// annex D) a broken member costs its own records only: `skipMember` goes on with the next one that holds a record.
///
/// A class because it owns buffers; used by one thread at a time.
final class WARCInput {
    private static let chunk = 1 << 17
    private static let record = Array("WARC/".utf8)

    let path: String
    /// What the file holds where it is not gzip, decompressed; else its bytes as they are.
    private var raw: ByteInput
    /// Whether members are read one by one. Standard input and entries of archives cannot be read twice, and are read like
    /// any gzip file.
    private let hasMembers: Bool
    private var gzip: GzipDecompressor?
    private var buffer: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0
    /// Of the window's first byte, in all that was decompressed.
    private(set) var offset = 0
    /// Where the members begin that the window has bytes of: in all that was decompressed, and in the file.
    private var members: [(offset: Int, place: Int)] = []
    private var fault: DataError?

    init(_ bytes: PieceInput) throws(DataError) {
        path = bytes.piece.file
        var opened = try bytes.open()
        let isGzip = opened.compression == .gzip && bytes.isFile && path != "-"
        if isGzip { opened = try ByteInput(path, isRaw: true) }
        hasMembers = isGzip
        raw = opened
        buffer = .allocate(byteCount: 2 * Self.chunk, alignment: 16)
    }

    deinit { buffer.deallocate() }

    /// What is read and not yet consumed. Not valid beyond the next `fill`, `consume` or `skipMember`.
    var window: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[start..<end]).assumingMemoryBound(to: UInt8.self)
            return unsafe _overrideLifetime(Span(_unsafeElements: bytes), borrowing: self)
        }
    }

    func consume(_ count: Int) {
        let count = min(count, end - start)
        start += count
        offset += count
        while members.count > 1, members[1].offset <= offset { members.removeFirst() }
    }

    /// Adds bytes to the window.
    ///
    /// - Returns: false at the end of the file.
    /// - Throws: when the file or the member cannot be read on.
    func fill() throws(DataError) -> Bool {
        if let fault { throw fault }
        makeRoom()
        repeat {
            if raw.window.isEmpty, try !raw.fill() {
                if gzip?.isBetweenStreams ?? true { return false }
                throw broken("the compressed data ends too early: the file is cut short")
            }
        } while try !(hasMembers ? step() : copy())
        return true
    }

    /// At least a chunk of room behind the window.
    private func makeRoom() {
        if buffer.count - end >= Self.chunk { return }
        let window = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
        if buffer.count - window.count >= Self.chunk {
            buffer.copyMemory(from: window)
        } else {
            let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * buffer.count, alignment: 16)
            larger.copyMemory(from: window)
            buffer.deallocate()
            buffer = larger
        }
        end -= start
        start = 0
    }

    private func copy() throws(DataError) -> Bool {
        end += try raw.take(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
        return true
    }

    /// - Returns: whether there are new bytes in the window.
    private func step() throws(DataError) -> Bool {
        let (raw, gzip) = (raw, try decompressor())
        let wasBetween = gzip.isBetweenStreams
        let step = raw.window.withUnsafeBytes {
            gzip.step($0, into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
        }
        if wasBetween, !gzip.isBetweenStreams || step.produced > 0 || step.fault != nil {
            members.append((offset + end - start, raw.offset))
        }
        raw.consume(step.consumed)
        end += step.produced
        if let fault = step.fault { throw broken(fault.cause) }
        return step.produced > 0
    }

    private func decompressor() throws(DataError) -> GzipDecompressor {
        if let gzip { return gzip }
        do throws(DecompressionFault) {
            let made = try GzipDecompressor()
            gzip = made
            return made
        } catch {
            throw DataError(error.cause, file: path, mend: "free some memory and run the same command again")
        }
    }

    private func broken(_ cause: String) -> DataError {
        let error = DataError(cause, file: path, offset: members.last?.place)
        fault = error
        return error
    }

    /// The member that cannot be read on, if one was met.
    var brokenMember: (offset: Int, place: Int)? { fault == nil ? nil : members.last }

    /// Whether a member begins with the byte at `offset` of all that was decompressed.
    func isMemberStart(_ offset: Int) -> Bool { members.contains { $0.offset == offset } }

    /// After a fault: gives up what is left of the broken member and goes to the next member that begins with a record,
    /// or to the end of the file.
    func skipMember() throws(DataError) {
        guard let last = brokenMember else { return }
        offset += end - start
        forget()
        var place = last.place + 1
        while let next = try nextHeader(from: place) {
            gzip = nil
            raw = try ByteInput(path, from: next, isRaw: true)
            if try beginsWithRecord() { return }
            place = next + 1
            forget()
        }
        gzip = nil
    }

    private func forget() {
        fault = nil
        start = 0
        end = 0
        members.removeAll()
    }

    /// Where the next gzip header lies: magic, method, and none of the reserved flags (RFC 1952, section 2.3.1).
    private func nextHeader(from place: Int) throws(DataError) -> Int? {
        let search = try ByteInput(path, from: place, isRaw: true)
        while true {
            let window = search.window
            var from = 0
            while let found = ByteScan.first(0x1F, in: window, from: from), found + 3 < window.count {
                if window[found + 1] == 0x8B, window[found + 2] == 8, window[found + 3] & 0xE0 == 0 {
                    return search.offset + found
                }
                from = found + 1
            }
            search.consume(max(window.count - 3, 0))
            if try !search.fill() { return nil }
        }
    }

    private func beginsWithRecord() throws(DataError) -> Bool {
        do throws(DataError) {
            while window.count < Self.record.count { if try !fill() { return false } }
        } catch {
            return false
        }
        let window = window
        return Self.record.indices.allSatisfy { window[$0] == Self.record[$0] }
    }
}
