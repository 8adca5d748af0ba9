internal import Foundation
package import Records

/// Chat templates as model repositories keep them: `chat_template.jinja`, `chat_template.json`, or a member of
/// `tokenizer_config.json`, where the special tokens are too.
package enum ChatTemplateFile {
    private static let config = "tokenizer_config.json"

    /// - Parameter path: one of these files, any other Jinja file, or a folder that holds some of them.
    package static func load(path: String) throws(DataError) -> ChatTemplate {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw DataError("there is no such file", file: path, mend: "name a .jinja file or a model's folder")
        }
        if !isFolder.boolValue { return try load(file: path) }
        for name in ["chat_template.jinja", "chat_template.json", config] {
            let file = path + "/" + name
            if FileManager.default.fileExists(atPath: file) { return try load(file: file) }
        }
        throw DataError("the folder holds no chat template", file: path, mend: "name the .jinja file itself")
    }

    private static func load(file: String) throws(DataError) -> ChatTemplate {
        let bytes = try contents(file)
        let neighbour = (file as NSString).deletingLastPathComponent
        let settings = (neighbour.isEmpty ? "." : neighbour) + "/" + config
        var variables = JSONObject()
        if FileManager.default.fileExists(atPath: settings) {
            variables = specialTokens(try JSONValue.parse(try contents(settings), file: settings))
        }
        guard file.hasSuffix(".json") else {
            if let offset = UTF8Validation.firstFault(in: bytes.span) {
                throw DataError("the template is not UTF-8", file: file, offset: offset, mend: "convert it")
            }
            return try compiled(String(decoding: bytes, as: UTF8.self), nil, file, variables)
        }
        switch try JSONValue.parse(bytes, file: file)["chat_template"] {
        case .string(let source): return try compiled(source, nil, file, variables)
        case .array(let named):
            func source(_ name: String) -> String? {
                named.first { $0["name"]?.string == name }?["template"]?.string
            }
            if let plain = source("default") { return try compiled(plain, source("tool_use"), file, variables) }
            throw DataError("none of the chat templates is named 'default'", file: file, mend: "name one so")
        default: throw DataError("the file has no chat_template", file: file, mend: "name the .jinja file instead")
        }
    }

    private static func contents(_ path: String) throws(DataError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DataError("cannot read the file", file: path, mend: "check its permissions")
        }
        return [UInt8](data)
    }

    private static func compiled(
        _ source: String, _ toolSource: String?, _ file: String, _ variables: JSONObject
    ) throws(DataError) -> ChatTemplate {
        do {
            return try ChatTemplate(source: source, toolSource: toolSource, name: file, variables: variables)
        } catch {
            throw error.dataError
        }
    }

    /// `bos_token` and the like: strings, or objects that describe one.
    private static func specialTokens(_ config: JSONValue) -> JSONObject {
        var tokens = JSONObject()
        for member in config.object?.members ?? [] where member.name.hasSuffix("_token") {
            if let text = member.value.string ?? member.value["content"]?.string { tokens[member.name] = .string(text) }
        }
        return tokens
    }
}
