internal import ArgumentParser
internal import Foundation
internal import Records
internal import Templating

struct TemplateEvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Render Jinja sources as Jinja2 would, one JSON object a line in and out.",
        discussion: """
            Reads {"source", "context", "options"} lines from standard input; "options" may hold "trim_blocks",
            "lstrip_blocks" and "keep_trailing_newline". Writes {"output"} or {"error"} for each.
            """)

    func run() throws {
        while let text = readLine(strippingNewline: true) {
            var line: [UInt8] = []
            do {
                let output = try Self.render(Array(text.utf8))
                line.append(contentsOf: #"{"output":"#.utf8)
                JSONText.appendString(output.span, to: &line)
            } catch {
                line.append(contentsOf: #"{"error":"#.utf8)
                JSONText.appendString(String(describing: error), to: &line)
            }
            line.append(contentsOf: "}\n".utf8)
            FileHandle.standardOutput.write(Data(line))
        }
    }

    private static func render(_ line: [UInt8]) throws -> [UInt8] {
        let request = try JSONValue.parse(line)
        guard let source = request["source"]?.string else {
            throw DataError("the line has no \"source\"", mend: #"write {"source": "…", "context": {…}}"#)
        }
        var options = TemplateOptions()
        if let given = request["options"] {
            options.trimBlocks = given["trim_blocks"]?.bool ?? false
            options.lstripBlocks = given["lstrip_blocks"]?.bool ?? false
            options.keepTrailingNewline = given["keep_trailing_newline"]?.bool ?? false
        }
        let context = try PythonDict(request["context"]?.object ?? JSONObject())
        return try Template(source: source, options: options).render(context)
    }
}
