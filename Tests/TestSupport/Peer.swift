internal import Foundation

/// The peers that `make test` installs into `.build/oracles`, run in their own process.
package enum Peer {
    private static let python = Fixtures.root + "/.build/oracles/bin/python"

    /// Whether a module of the pinned peers can be imported.
    package static func has(_ module: String) -> Bool {
        (try? run(["-c", "import \(module)"])) != nil
    }

    /// Runs a script of Tests/Oracles (or python options) and returns its standard output.
    ///
    /// - Throws: with the standard error of a script that fails.
    @discardableResult
    package static func run(_ arguments: [String], folder: String = Fixtures.root) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = ["-W", "ignore"] + arguments
        process.currentDirectoryURL = URL(filePath: folder)
        let scratch = Fixtures.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        for name in ["output", "errors"] { try Data().write(to: URL(filePath: "\(scratch)/\(name)")) }
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: scratch + "/output"))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: scratch + "/errors"))
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(errors: (try? String(contentsOfFile: scratch + "/errors", encoding: .utf8)) ?? "")
        }
        return try String(contentsOfFile: scratch + "/output", encoding: .utf8)
    }

    package struct Failure: Error {
        package var errors: String
    }
}
