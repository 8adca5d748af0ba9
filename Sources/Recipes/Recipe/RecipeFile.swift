internal import Foundation
package import Records

extension Recipe {
    /// Reads a recipe and lays the `--set` arguments over it.
    ///
    /// - Throws: `DataError` with line and column for what is not YAML, an unknown key or a wrong type.
    package static func load(path: String, overrides: [String]) throws(DataError) -> Recipe {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw DataError("cannot read the recipe", file: path, mend: "check the path; a recipe is a UTF-8 YAML file")
        }
        do {
            return try parse(text, overrides: overrides)
        } catch {
            var error = error
            if error.file == nil { error.file = path }
            throw error
        }
    }

    package static func parse(_ text: String, overrides: [String] = []) throws(DataError) -> Recipe {
        var node = try YAMLNode.parse(text)
        for argument in overrides { try Override(argument).apply(to: &node) }
        let recipe = try StrictDecoder.decode(Recipe.self, from: node)
        try recipe.check()
        return recipe
    }

    /// What the types cannot say: names are unique and fit for folders, and steps build on earlier ones.
    func check() throws(DataError) {
        var earlier: [String] = []
        for step in steps {
            let isPlain = step.name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
            guard isPlain, !step.name.isEmpty, !Workspace.reservedNames.contains(step.name) else {
                throw DataError(
                    "'\(step.name)' cannot name a step",
                    mend: "use letters, digits, - and _, and none of \(Workspace.reservedNames.joined(separator: ", "))"
                )
            }
            guard !earlier.contains(step.name) else { throw DataError("two steps are named '\(step.name)'") }
            for name in try step.action.uses where !earlier.contains(name) {
                let nearest = Spelling.nearest(to: name, in: earlier)
                throw DataError(
                    "the step '\(step.name)' uses '\(name)', which is no earlier step",
                    mend: nearest.map { "did you mean '\($0)'?" }
                        ?? "the steps before it are \(earlier.joined(separator: ", "))")
            }
            earlier.append(step.name)
        }
    }
}
