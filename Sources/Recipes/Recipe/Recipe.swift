package import Records

/// A job as one value: what `quern run` reads from YAML and what every other command fills from its options.
package struct Recipe: Codable, Sendable {
    package var name: String
    /// Key of every random draw.
    package var seed: UInt64
    /// Folder of everything the run makes.
    package var output: String
    /// How much input one part holds. Results depend on it, hence it is the recipe's and not the machine's.
    package var partSize: ByteSize
    package var badRows: BadRowsPolicy
    /// Said at the end of the run; `{output}` stands for the output folder.
    package var next: String
    package var steps: [Step]

    package init(name: String, output: String, steps: [Step]) {
        self.name = name
        self.output = output
        self.steps = steps
        seed = 0
        partSize = ByteSize(32 << 20)
        badRows = BadRowsPolicy()
        next = ""
    }
}

extension Recipe: Defaulted {
    package init() { self.init(name: "recipe", output: "out", steps: []) }
}
