internal import Glibc
internal import Records

/// An array of numpy's (`.npy`, format version 1.0: numpy/lib/_format_impl.py) whose length is known only at its end: the
/// ids wait in a temporary file without a name until the header can be written.
final class NumPySpool {
    private let file: UnsafeMutablePointer<FILE>
    private let type: String

    /// Two bytes an id, if all fit.
    static func isShort(vocabularySize: Int) -> Bool { vocabularySize <= 1 << 16 }

    init(vocabularySize: Int) throws(DataError) {
        guard let file = tmpfile() else { throw DataError.system("cannot make a temporary file", file: "npy") }
        self.file = file
        type = Self.isShort(vocabularySize: vocabularySize) ? "<u2" : "<u4"
    }

    func write(_ bytes: [UInt8]) throws(DataError) {
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
            throw DataError.system("cannot write to a temporary file", file: "npy")
        }
    }

    func finish(count: Int, into output: ByteOutput) throws(DataError) {
        try output.write(header(count))
        rewind(file)
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let read = fread(&buffer, 1, buffer.count, file)
            if read == 0 { break }
            try output.write(Array(buffer[..<read]))
        }
        guard ferror(file) == 0 else { throw DataError.system("cannot read a temporary file", file: "npy") }
    }

    /// Its length is a multiple of 64.
    private func header(_ count: Int) -> [UInt8] {
        var text = Array("{'descr': '\(type)', 'fortran_order': False, 'shape': (\(count),), }".utf8)
        while (10 + text.count + 1) % 64 != 0 { text.append(0x20) }
        text.append(0x0A)
        let length = [UInt8(truncatingIfNeeded: text.count), UInt8(truncatingIfNeeded: text.count >> 8)]
        return [0x93] + "NUMPY".utf8 + [1, 0] + length + text
    }

    deinit { fclose(file) }
}
