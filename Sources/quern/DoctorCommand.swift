internal import ArgumentParser
internal import Foundation
internal import Formats
internal import Recipes
internal import Records

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check the machine, its libraries and limits.")

    @Flag(help: "Print the findings as JSON.")
    var json = false

    private struct Finding: Encodable {
        var name: String
        var value: String
        var isFine: Bool
        /// What to do if it is not fine.
        var mend: String
    }

    func run() throws {
        let findings = machine + limits + libraries
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            print(String(decoding: try encoder.encode(findings), as: UTF8.self))
        } else {
            for finding in findings {
                print("\(finding.isFine ? "ok  " : "!!  ")\(finding.name): \(finding.value)")
                if !finding.isFine { print("      \(finding.mend)") }
            }
        }
        if findings.contains(where: { !$0.isFine }) { throw ExitCode(1) }
    }

    private var machine: [Finding] {
        let process = ProcessInfo.processInfo
        let memory = Int(process.physicalMemory)
        return [
            Finding(name: "quern", value: Version.current, isFine: true, mend: ""),
            Finding(name: "cores", value: String(process.activeProcessorCount), isFine: true, mend: ""),
            Finding(
                name: "memory", value: Figures.bytes(memory), isFine: memory >= 1 << 30,
                mend: "give --memory a size that fits, e.g. 512M"),
        ]
    }

    private var limits: [Finding] {
        var files = rlimit()
        getrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &files)
        let free = Self.freeBytes(in: ".")
        return [
            Finding(
                name: "open files", value: String(files.rlim_cur), isFine: files.rlim_cur >= 256,
                mend: "raise the limit: ulimit -n 1024"),
            Finding(
                name: "free space here", value: Figures.bytes(free), isFine: free >= 1 << 30,
                mend: "free some space, or write to another disk with --set output=DIR"),
            Finding(
                name: "current folder", value: access(".", W_OK) == 0 ? "writable" : "not writable",
                isFine: access(".", W_OK) == 0, mend: "work in a folder of yours, or name another output"),
        ]
    }

    private var libraries: [Finding] {
        LibraryVersions.all.map { Finding(name: $0.name, value: $0.version, isFine: true, mend: "") }
    }

    private static func freeBytes(in folder: String) -> Int {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return 0 }
        return Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    }
}
