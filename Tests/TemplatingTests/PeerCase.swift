import Foundation
import Records

@testable import Templating

/// One case of the scripts in Tests/Oracles/jinja: what Jinja2 3.1.6 made of a template.
struct PeerCase {
    let json: JSONValue

    /// The cases of a file of JSON Lines; the first line of a recorded file says who made it.
    static func read(_ path: String) throws -> [PeerCase] {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var cases: [PeerCase] = []
        for line in bytes.split(separator: 0x0A) {
            let json = try JSONValue.parse(Array(line))
            if json["peer"] == nil { cases.append(PeerCase(json: json)) }
        }
        return cases
    }

    /// Runs one of the scripts and reads what it writes.
    static func run(_ script: String, _ arguments: [String], in folder: String) throws -> [PeerCase] {
        let out = folder + "/cases.jsonl"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-W", "ignore", script] + arguments + ["--out", out]
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? try read(out) : []
    }

    /// Whether the peer is here to be asked.
    static let isPeerInstalled: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import jinja2, yaml; assert jinja2.__version__ == '3.1.6'"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    var source: String { json["source"]?.string ?? "" }

    var options: TemplateOptions {
        func flag(_ name: String) -> Bool { json["options"]?[name]?.bool ?? false }
        let policies: [String: Undefined.Policy] = ["strict": .strict, "chainable": .chainable]
        return TemplateOptions(
            undefined: policies[json["options"]?["undefined"]?.string ?? ""] ?? .lenient,
            trimBlocks: flag("trim_blocks"), lstripBlocks: flag("lstrip_blocks"),
            keepTrailingNewline: flag("keep_trailing_newline"), autoescape: flag("autoescape"),
            loopControls: flag("loopcontrols"), expressionStatements: flag("do"))
    }

    /// The templates beside it, if there are any.
    private var loader: TemplateLoader? {
        guard let templates = json["templates"]?.object else { return nil }
        return TemplateLoader { templates[$0]?.string }
    }

    /// What is rendered here, or the error.
    func rendered() throws -> Result<String, TemplateError> {
        let context = try PythonDict(json["context"]?.object ?? JSONObject())
        do throws(TemplateError) {
            let template = try Template(source: source, name: "case", options: options, loader: loader)
            return .success(String(decoding: try template.render(context), as: UTF8.self))
        } catch {
            return .failure(error)
        }
    }

    /// Why the answer here is not the peer's; nil if it is.
    func difference() throws -> String? {
        switch (try rendered(), json["output"]?.string) {
        case (.success(let ours), let theirs?):
            ours == theirs
                ? nil : "\(source.debugDescription): \(ours.debugDescription) is not \(theirs.debugDescription)"
        case (.success(let ours), nil): "\(source.debugDescription): \(ours.debugDescription), but the peer fails"
        case (.failure(let error), _?): "\(source.debugDescription): \(error)"
        case (.failure, nil): nil
        }
    }
}
