internal import Foundation
package import Records

/// The account of a complete run, written last: that it is there means that everything else is.
///
/// It holds neither times nor the place of the output folder, so that equal runs have equal manifests.
package struct Manifest: Codable, Sendable {
    /// What one step came to.
    package struct StepAccount: Codable, Sendable {
        package var name: String
        /// Which of the step's actions it was: `read`, `dedupe` …
        package var action: String
        /// The whole balance: read = written + dropped + quarantined.
        package var receipt: Receipt
    }

    /// An input file and what it held.
    package struct Input: Codable, Sendable {
        package var path: String
        package var source: String
        /// XXH3-128 of the file.
        package var hash: String

        init(_ input: PassTask.Input) {
            path = input.path
            source = input.source
            hash = input.hash
        }
    }

    package var quern: String
    package var recipe: Recipe
    package var inputs: [Input]
    package var steps: [StepAccount]

    init(recipe: Recipe) {
        quern = Version.current
        self.recipe = recipe
        self.recipe.output = "."
        inputs = []
        steps = []
    }

    /// - Throws: `DataError` if the folder holds no complete run.
    package static func load(folder: String) throws(DataError) -> Manifest {
        let path = Folder.join(folder, Workspace.manifest)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DataError(
                "there is no complete run here", file: folder,
                mend: "finish it with the same quern command, or name its output folder")
        }
        do {
            return try JSONDecoder().decode(Manifest.self, from: data)
        } catch {
            throw DataError("the manifest cannot be read: \(error)", file: path, mend: "run the recipe again")
        }
    }

    func write(folder: String) throws(DataError) {
        let file = try AtomicFile(path: Folder.join(folder, Workspace.manifest))
        try file.write(CanonicalJSON.text(self, pretty: true) + "\n")
        _ = try file.commit()
    }

    package func writeReport(folder: String) throws(DataError) {
        let file = try AtomicFile(path: Folder.join(folder, Workspace.report))
        try file.write(Report(manifest: self).html)
        _ = try file.commit()
    }
}
