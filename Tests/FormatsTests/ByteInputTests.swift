import Glibc
import Records
import Synchronization
import Testing

@testable import Formats

@Suite struct ByteInputTests {
    let folder = ScratchFolder()
    static let suffixes = ["gz", "zst", "bz2", "xz", "lz4"]

    static func random(_ count: Int, _ seed: UInt64 = 1) -> [UInt8] {
        // Compressible, but not to nothing. The linear congruential generator of MMIX: speed is all it is for.
        var state = seed
        return [UInt8](unsafeUninitializedCapacity: count) { room, filled in
            for index in 0..<count {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                room[index] = UInt8(truncatingIfNeeded: state >> 60)
            }
            filled = count
        }
    }

    /// All bytes of a file, taken in steps of any size, and the error at the end.
    static func drain(_ path: String, step: Int = 1 << 20, from offset: Int = 0) -> (bytes: [UInt8], error: DataError?)
    {
        var bytes: [UInt8] = []
        do throws(DataError) {
            let input = try ByteInput(path, from: offset)
            while true {
                while !input.window.isEmpty {
                    let piece = input.window.extracting(first: step)
                    piece.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
                    input.consume(piece.count)
                    if input.offset != offset + bytes.count { return (bytes, DataError("the offset is wrong")) }
                }
                guard try input.fill() else { return (bytes, nil) }
            }
        } catch {
            return (bytes, error)
        }
    }

    @Test func compressionIsToldByContents() throws {
        let bytes = Self.random(700_000)
        for suffix in Self.suffixes {
            let compressed = try folder.compressed("c.\(suffix)", bytes)
            #expect(compressed != bytes)
            // The name says nothing, or the wrong thing.
            for name in ["plain.jsonl", "x.\(suffix)", "y.gz"] {
                let found = Self.drain(try folder.file(name, compressed), step: 100_003)
                #expect(found.error == nil)
                #expect(found.bytes == bytes)
            }
        }
        #expect(Self.drain(try folder.file("n.gz", "not compressed")).bytes == Array("not compressed".utf8))
        #expect(Self.drain(try folder.file("e.gz", "")).bytes.isEmpty)
    }

    @Test func membersFramesAndStreamsFollowEachOther() throws {
        let (a, b) = (Self.random(300_000), Self.random(20, 2))
        for suffix in Self.suffixes {
            var parts = try folder.compressed("a.\(suffix)", a)
            parts += try folder.compressed("e.\(suffix)", [])
            parts += try folder.compressed("b.\(suffix)", b)
            let found = Self.drain(try folder.file("all.\(suffix)", parts))
            #expect(found.error == nil)
            #expect(found.bytes == a + b)
        }
        // Zero padding behind gzip; a skippable frame before and between zstd's.
        let gzip = try folder.compressed("p.gz", b)
        #expect(Self.drain(try folder.file("pad.gz", gzip + [0, 0, 0] + gzip + [0, 0])).bytes == b + b)
        let zstd = try folder.compressed("p.zst", b)
        let skipped: [UInt8] = [0x53, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
        #expect(Self.drain(try folder.file("skip.zst", skipped + zstd + skipped + zstd)).bytes == b + b)
    }

    /// Whatever is left of a compressed file, what it still holds is delivered and the rest is an error.
    @Test func everyTruncationIsAnError() throws {
        let bytes = Self.random(3000)
        for suffix in Self.suffixes {
            let compressed = try folder.compressed("t.\(suffix)", bytes)
            var longest = 0
            for length in 1..<compressed.count {
                let found = Self.drain(try folder.file("cut.\(suffix)", Array(compressed[..<length])))
                let error = try #require(found.error, "\(suffix) cut at \(length)")
                #expect(error.file != nil && !error.mend.isEmpty)
                #expect(error.offset == found.bytes.count)
                #expect(found.bytes == Array(bytes.prefix(found.bytes.count)))
                #expect(found.bytes.count >= longest)
                longest = found.bytes.count
            }
            #expect(longest == bytes.count || suffix == "bz2")
        }
    }

    @Test func corruptionIsAnErrorAfterTheGoodPart() throws {
        let bytes = Self.random(2_000_000)
        for suffix in Self.suffixes {
            var compressed = try folder.compressed("c.\(suffix)", bytes)
            compressed[compressed.count * 3 / 4] ^= 0x40
            let found = Self.drain(try folder.file("bad.\(suffix)", compressed))
            let error = try #require(found.error)
            #expect(error.cause.contains("corrupt"), "\(error)")
            // Most of what lies before the fault is there, as it was.
            #expect(found.bytes.count > bytes.count / 2)
            if suffix == "bz2" { #expect(found.bytes == Array(bytes.prefix(found.bytes.count))) }
            // The error stays.
            let garbage = Self.drain(
                try folder.file("g.\(suffix)", try folder.compressed("g.\(suffix)", [1, 2]) + [7, 7, 7, 7]))
            #expect(garbage.bytes == [1, 2])
            #expect(garbage.error != nil)
        }
    }

    /// Decompressed by other threads: the same bytes and faults, and nobody waits for a reader that went away.
    @Test func readAhead() throws {
        let bytes = Self.random(3_000_000)
        for suffix in Self.suffixes {
            let compressed = try folder.compressed("a.\(suffix)", bytes)
            let other = try folder.compressed("b.\(suffix)", Array("zwei\n".utf8))
            var broken = compressed
            broken[compressed.count * 3 / 4] ^= 0x40
            let files = [
                compressed, broken, Array(compressed.prefix(compressed.count / 2)), Array(compressed.dropLast()),
                compressed + other + compressed, other + compressed + [7, 7, 7, 7, 7], other + [0x42],
                try folder.compressed("c.\(suffix)", []) + other, broken + other,
            ]
            let paths = try files.enumerated().map { try folder.file("\($0).\(suffix)", $1) }
            let plain = paths.map { Self.drain($0) }
            defer { SpareThreads.count.store(0, ordering: .relaxed) }
            for threads in [1, 2, 5] {
                SpareThreads.count.store(threads, ordering: .relaxed)
                for (path, wanted) in zip(paths, plain) {
                    let found = Self.drain(path)
                    #expect(found.bytes == wanted.bytes && found.error == wanted.error, "\(path), \(threads) threads")
                }
                for _ in 0..<50 {
                    let input = try ByteInput(paths[0])
                    if Bool.random() { #expect(try input.fill()) }
                }
            }
        }
    }

    @Test func plainFilesStartAnywhere() throws {
        let bytes = Self.random(600_000)
        let path = try folder.file("p.bin", bytes)
        for offset in [0, 1, 9, 10, 11, 300_000, 599_999, 600_000, 700_000] {
            #expect(Self.drain(path, from: offset).bytes == Array(bytes.dropFirst(offset)))
        }
        let gzip = try folder.file("p.gz", try folder.compressed("q.gz", bytes))
        #expect(Self.drain(gzip, from: 5).error?.cause.contains("middle") == true)
    }

    @Test func whatCannotBeReadIsAnError() throws {
        #expect(Self.drain(folder.path + "/none").error?.cause.contains("No such file") == true)
        #expect(Self.drain(folder.path).error?.cause.contains("directory") == true)
        let missing = Part(index: 0, pieces: [.init(file: folder.path + "/none.jsonl", source: "", range: 0..<1)])
        #expect(ReadRecords(missing).error?.file == folder.path + "/none.jsonl")
    }

    @Test func pipesAreRead() throws {
        let path = folder.path + "/pipe.jsonl"
        try #require(mkfifo(path, 0o600) == 0)
        let text = (0..<50_000).map { "{\"text\":\"\($0)\"}\n" }.joined()
        let writer = Task.detached {
            let descriptor = open(path, O_WRONLY)
            var bytes = Array(text.utf8)[...]
            while !bytes.isEmpty {
                let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, min($0.count, 777)) }
                if count <= 0 { break }
                bytes = bytes.dropFirst(count)
            }
            close(descriptor)
        }
        let part = Part(index: 0, pieces: [.init(file: path, source: "", range: 0..<0)])
        let found = ReadRecords(part)
        writer.cancel()
        #expect(found.records.count == 50_000)
        #expect(found.records.last?.text == "49999")
    }

    /// What a reader leaves unread is kept, however much it is.
    @Test func theWindowGrows() throws {
        let bytes = Self.random(1_500_000)
        for name in ["w.bin", "w.zst"] {
            let input = try ByteInput(
                try folder.file(name, name == "w.bin" ? bytes : try folder.compressed("v.zst", bytes)))
            while try input.fill() {}
            #expect(input.offset == 0)
            let all = input.window.withUnsafeBufferPointer { Array($0) }
            #expect(all.elementsEqual(bytes))
        }
    }
}
