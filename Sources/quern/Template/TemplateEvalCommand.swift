internal import ArgumentParser
internal import Foundation
internal import Records
internal import Templating

struct TemplateEvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Render Jinja sources as Jinja2 would, one JSON object a line in and out.",
        discussion: """
            Reads {"source", "context", "options"} lines and writes {"output"} or {"error"} for each, as they come.
            "templates" may hold others by name, to include, import or extend.
            "options" may hold "dialect" (jinja, promptsource or chat), "undefined" (lenient, strict or chainable), and
            as true or false "trim_blocks", "lstrip_blocks", "keep_trailing_newline", "autoescape", "do" and
            "loopcontrols".
            """)

    @Argument(help: "File to read; standard input if not given.")
    var input: String?

    @Option(name: .shortAndLong, help: "File to write; standard output if not given.")
    var output: String?

    func run() throws {
        guard let file = input.map({ FileHandle(forReadingAtPath: $0) }) ?? .standardInput else {
            throw DataError("cannot read the file", file: input, mend: "check the path")
        }
        let output = try ByteOutput(path: output)
        var evaluation = TemplateEvaluation()
        var rest: [UInt8] = []
        while true {
            let read = file.availableData
            rest.append(contentsOf: read)
            if read.isEmpty, !rest.isEmpty { rest.append(0x0A) }
            let lines = rest.split(separator: 0x0A, omittingEmptySubsequences: false)
            var answers: [UInt8] = []
            for line in lines.dropLast() { evaluation.answer(Array(line), to: &answers) }
            rest = Array(lines.last ?? [])
            try output.write(answers)
            if read.isEmpty { break }
        }
        try output.finish()
    }
}
