import Foundation
import Records
import TestSupport
import Testing

/// A corpus more than twenty times as large as the memory it is deduplicated in, by each method. Minutes and gigabytes, so
/// that it is asked for: `QUERN_HEAVY_TESTS=1 make test`.
@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["QUERN_HEAVY_TESTS"] != nil && QuernBinary.isBuilt,
        "set QUERN_HEAVY_TESTS, and build the release binary"), .serialized)
struct MemoryTests {
    private static let limit = 64 << 20
    /// What a program takes that does nothing, and the batches and compressors of two threads.
    private static let besides = 64 << 20
    private let folder = Fixtures.temporaryFolder()

    /// Every fifth document is once more there, with one word changed; lines are said again, too.
    private func writeCorpus() throws -> (path: String, copies: Int) {
        let path = folder + "/corpus.jsonl"
        try Data().write(to: URL(filePath: path))
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        var random = Philox(key: 97, counter: (0, 0))
        var (written, number, copies) = (0, 0, 0)
        var lines: [String] = []
        while written < 21 * Self.limit {
            var chunk = ""
            while chunk.utf8.count < 1 << 20 {
                let said = (0..<12).map { _ in
                    if lines.count == 1000 { return lines[Int(random.next() % 1000)] }
                    let words = (0..<40).map { _ in "w" + String(random.next() % 1_000_000_000, radix: 36) }
                    lines.append(words.joined(separator: " "))
                    return lines[lines.count - 1]
                }
                // New lines for old ones, so that most are said once or twice.
                if lines.count == 1000 { lines.removeFirst(990) }
                let text = said.joined(separator: "\\n")
                chunk += #"{"id":"d\#(number)","text":"\#(text)"}"# + "\n"
                number += 1
                guard number % 5 == 0 else { continue }
                chunk += #"{"id":"d\#(number)","text":"\#(text) edit"}"# + "\n"
                number += 1
                copies += 1
            }
            try file.write(contentsOf: Data(chunk.utf8))
            written += chunk.utf8.count
        }
        try file.close()
        return (path, copies)
    }

    /// The most resident memory of a run, in bytes.
    private func peak(_ arguments: [String]) throws -> Int {
        let process = Process()
        process.executableURL = URL(filePath: QuernBinary.path)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var most = 0
        while process.isRunning {
            let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
            let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            most = max(most, line.flatMap { Int($0.filter(\.isNumber)) } ?? 0)
            Thread.sleep(forTimeInterval: 0.02)
        }
        #expect(process.terminationStatus == 0)
        return most * 1024
    }

    @Test func everyMethodKeepsToItsMemory() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (path, copies) = try writeCorpus()
        for method in ["exact", "minhash", "simhash", "containment", "bloom", "lines", "substring"] {
            let output = "\(folder)/\(method)"
            let most = try peak([
                "dedupe", path, "--method", method, "--memory", "64M", "--threads", "2", "--quiet", "-o", output,
            ])
            #expect(most > 0 && most < Self.limit + Self.besides, "\(method): \(most / 1_000_000) MB")
            if method == "minhash" {
                let clusters = try Data(contentsOf: URL(filePath: output + "/clusters/distinct.jsonl"))
                #expect(clusters.count { $0 == 0x0A } == copies)
            }
            try FileManager.default.removeItem(atPath: output)
        }
    }
}
