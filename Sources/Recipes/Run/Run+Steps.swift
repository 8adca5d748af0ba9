package import Records

extension Run {
    /// Runs a recipe to its end, or on from where an earlier run stopped.
    ///
    /// - Returns: the manifest, which now lies in the output folder beside the report.
    /// - Throws: `DataError`; what was finished before stays, and the next run goes on from there.
    package static func run(_ recipe: Recipe, machine: Machine, progress: Progress) throws(DataError) -> Manifest {
        try recipe.check()
        let run = try Run(recipe: recipe, machine: machine, progress: progress)
        try run.workspace.removePartialFiles()
        var results = StepResults()
        var manifest = Manifest(recipe: recipe)
        for step in recipe.steps {
            let action = try step.action
            let result = try action.run(step: step.name, after: results, in: run)
            results.add(result, of: step.name)
            manifest.inputs += result.inputs
            manifest.steps.append(.init(name: step.name, action: type(of: action).action, receipt: result.receipt))
            progress.end(Self.line(step.name, result.receipt))
        }
        try run.forgetPasses(besides: recipe.passes.map(\.name))
        try manifest.writeReport(folder: recipe.output)
        try manifest.write(folder: recipe.output)
        return manifest
    }

    /// `clean: 1,234 in, 1,100 out, 130 dropped, 4 quarantined`.
    private static func line(_ step: String, _ receipt: Receipt) -> String {
        guard receipt.read > 0 else { return "\(step): done" }
        var line = "\(step): \(Figures.count(receipt.read)) in, \(Figures.count(receipt.written)) out"
        if receipt.droppedCount > 0 { line += ", \(Figures.count(receipt.droppedCount)) dropped" }
        if receipt.quarantined > 0 { line += ", \(Figures.count(receipt.quarantined)) quarantined" }
        return line
    }
}

extension Recipe {
    package var passes: [PassDescription] {
        get throws(DataError) {
            var passes: [PassDescription] = []
            for step in steps { passes += try step.action.passes(step: step.name) }
            return passes
        }
    }

    /// The passes as people read them.
    package func plan() throws(DataError) -> String {
        var lines = ["\(name): seed \(seed), parts of \(partSize), into \(output)"]
        for (number, pass) in try passes.enumerated() {
            lines.append("\(number + 1). \(pass.name) (\(pass.kind.rawValue)): \(pass.does)")
            lines.append("     reads  \(pass.reads.joined(separator: "  "))")
            lines.append("     writes \(pass.writes.joined(separator: "  "))")
        }
        return lines.joined(separator: "\n")
    }

    package func planJSON() throws(DataError) -> String { try CanonicalJSON.text(passes, pretty: true) }
}
