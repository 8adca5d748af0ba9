internal import Foundation

/// The release binary, run as its user would.
package struct QuernBinary: Sendable {
    package struct Outcome: Sendable {
        package var status: Int32
        package var output: String
        package var errors: String
    }

    package static let path = Fixtures.root + "/.build/release/quern"
    package static let isBuilt = FileManager.default.isExecutableFile(atPath: path)

    /// Runs it in the repository's root, so that recipes find the corpora.
    package static func run(
        _ arguments: [String], input: String? = nil, folder: String = Fixtures.root
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        let scratch = Fixtures.temporaryFolder()
        let (output, errors) = (scratch + "/output", scratch + "/errors")
        for file in [output, errors] { try Data().write(to: URL(filePath: file)) }
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: errors))
        try Data((input ?? "").utf8).write(to: URL(filePath: scratch + "/input"))
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: scratch + "/input"))
        try process.run()
        process.waitUntilExit()
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        return Outcome(
            status: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }

    /// Starts it and kills it with SIGKILL after `seconds`, unless it ended before.
    ///
    /// - Returns: whether it was killed.
    package static func runAndKill(_ arguments: [String], after seconds: Double) throws -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: Fixtures.root)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        Thread.sleep(forTimeInterval: seconds)
        let wasRunning = process.isRunning
        if wasRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        return wasRunning && process.terminationReason == .uncaughtSignal
    }
}
