internal import Glibc
package import Records

/// A model to score with: a table for each order (see `NgramTable`), as it lies in its file.
///
/// The file: a header of 64-bit little-endian words (magic, order, then for each order how many n-grams and how many
/// slots), padded to `headerBytes`, and the tables one after the other. It is mapped, not read: what is not asked for is
/// not loaded.
///
/// A class because it owns memory; safe to share, since nothing changes it once it is made.
package final class NgramModel: @unchecked Sendable {
    static let magic = UInt64(littleEndian: 0x314D_4C6E_7265_7551)  // "QuernLM1"
    static let headerBytes = 192
    static let slotBytes = MemoryLayout<NgramTable.Slot>.stride

    private let memory: UnsafeMutableRawPointer
    private let byteCount: Int
    let tables: [NgramTable]
    /// How many n-grams there are of each order.
    package let sizes: [Int]
    let unknown: UInt64
    /// What a word that the model does not have weighs.
    let unknownSlot: NgramTable.Slot

    package var order: Int { tables.count }

    /// - Parameter memory: mapped; unmapped when the model goes.
    init(memory: UnsafeMutableRawPointer, byteCount: Int, file: String) throws(DataError) {
        self.memory = memory
        self.byteCount = byteCount
        let words = memory.assumingMemoryBound(to: UInt64.self)
        func word(_ place: Int) -> Int { Int(clamping: UInt64(littleEndian: words[place])) }
        var (sizes, tables): ([Int], [NgramTable]) = ([], [])
        var offset = Self.headerBytes
        unknown = NgramKey.word("<unk>")
        guard byteCount >= Self.headerBytes, words[0] == Self.magic, KneserNeyTrainer.orders.contains(word(1)) else {
            (self.sizes, self.tables, unknownSlot) = ([], [], .init(key: 0, probability: 0, backoff: 0))
            throw DataError(
                "this is no language model of quern", file: file,
                mend: "make one with quern lm train or quern lm convert")
        }
        var isWhole = true
        for place in 0..<word(1) {
            let (size, count) = (word(2 + 2 * place), word(3 + 2 * place))
            guard size < count, count <= (byteCount - offset) / Self.slotBytes else {
                isWhole = false
                break
            }
            tables.append(
                NgramTable(slots: (memory + offset).assumingMemoryBound(to: NgramTable.Slot.self), count: count))
            sizes.append(size)
            offset += count * Self.slotBytes
        }
        self.sizes = sizes
        self.tables = tables
        unknownSlot = tables.first?.find(unknown)?.pointee ?? .init(key: unknown, probability: -100, backoff: 0)
        guard isWhole, offset == byteCount else {
            throw DataError("the language model is not as long as it says", file: file, mend: "get the file again")
        }
    }

    deinit { munmap(memory, byteCount) }

    /// - Parameter path: a file of `write` or in the ARPA format.
    package static func load(path: String) throws(DataError) -> NgramModel {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DataError.system("cannot open the language model", file: path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw DataError.system("cannot read", file: path) }
        let size = Int(status.st_size)
        var first: UInt64 = 0
        if pread(descriptor, &first, 8, 0) == 8, first == magic, size >= headerBytes {
            guard let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED else {
                throw DataError.system("cannot map the language model", file: path)
            }
            return try NgramModel(memory: memory, byteCount: size, file: path)
        }
        var builder = NgramModelBuilder()
        try ARPAReader.read(path: path, into: &builder)
        return try builder.finish()
    }

    /// Writes the model as it lies in memory.
    package func write(path: String) throws(DataError) {
        let file = try AtomicFile(path: path)
        try file.write(UnsafeRawBufferPointer(start: memory, count: byteCount))
        _ = try file.commit()
    }
}
