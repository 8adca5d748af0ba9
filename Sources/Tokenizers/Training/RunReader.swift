internal import Glibc
internal import Records

/// Reads a run of pre-tokens from its beginning. The file is opened for each buffer anew, so that any number of runs can
/// be merged. A class because the heap of readers moves it.
final class RunReader {

    /// The pre-token and the count last read.
    private(set) var token: [UInt8] = []
    private(set) var count: Int64 = 0
    private let path: String
    private var offset = 0
    private var buffer: [UInt8]
    private var place = 0
    private var end = 0
    private var previous: [UInt8] = []
    private var hasPrevious = false

    init(path: String, bufferBytes: Int) {
        self.path = path
        buffer = [UInt8](repeating: 0, count: bufferBytes)
    }

    /// Reads the next pre-token; false at the end.
    func next() throws(DataError) -> Bool {
        if place == end { try fill() }
        if place == end { return false }
        var header: [UInt8] = []
        try take(PretokenRun.headerBytes, into: &header)
        let (length, count) = header.withUnsafeBytes { raw in
            (
                Int(UInt32(littleEndian: raw.loadUnaligned(as: UInt32.self))),
                Int64(littleEndian: raw.loadUnaligned(fromByteOffset: 4, as: Int64.self))
            )
        }
        self.count = count
        swap(&previous, &token)
        token.removeAll(keepingCapacity: true)
        try take(length, into: &token)
        guard count > 0, length > 0, !hasPrevious || ByteOrder.isBefore(previous, token) else {
            throw damaged()
        }
        hasPrevious = true
        return true
    }

    private func take(_ count: Int, into bytes: inout [UInt8]) throws(DataError) {
        var left = count
        while left > 0 {
            if place == end { try fill() }
            if place == end { throw damaged() }
            let part = min(left, end - place)
            bytes.append(contentsOf: buffer[place..<place + part])
            place += part
            left -= part
        }
    }

    private func fill() throws(DataError) {
        place = 0
        end = 0
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DataError.system("cannot open the pre-token counts", file: path) }
        defer { close(descriptor) }
        while true {
            let got = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, offset) }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw DataError.system("cannot read the pre-token counts", file: path) }
            end = got
            offset += got
            return
        }
    }

    private func damaged() -> DataError {
        DataError(
            "the pre-token counts are damaged", file: path, mend: "delete the file and run the same command again")
    }
}
