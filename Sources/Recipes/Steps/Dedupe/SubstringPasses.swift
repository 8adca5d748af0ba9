internal import Dedup
internal import Records

/// The passes that find which windows of texts are to be compared for repeated substrings.
struct SubstringPasses {
    let pieces: PieceDedupe
    let substring: SubstringOptions
    private var run: Run { pieces.run }
    private var configuration: DedupeOptions { pieces.passes.configuration }

    /// - Returns: all that the comparison depends on.
    func files(of tasks: [PassTask]) throws(DataError) -> [Receipt.File] {
        let anchors = try run.map(pass: pieces.step + "/anchors", configuration: configuration, tasks: tasks) {
            (task) throws(DataError) in
            var writer = try AnchorWriter(
                path: pieces.path(task.index, "anchors"), files: pieces.files(task.index), substring: substring,
                options: pieces.options, memory: pieces.memory)
            return try PartReading.look(at: task, step: pieces.step, in: run) { (batch) throws(DataError) in
                try writer.append(batch)
            } finish: { () throws(DataError) in
                try writer.finish()
            }
        }
        let shared = try pieces.reduce("shared", anchors.flatMap(\.files)) { () throws(DataError) in
            let search = SharedRunSearch(
                parts: pieces.parts(tasks.count), options: pieces.options, memory: run.machine.memory,
                scratch: pieces.path(0, "shared"))
            return try search.run(
                anchors: { pieces.path($0, "anchors") }, shared: { pieces.path($0, "runs") })
        }
        let firsts = try DocumentNumbers(pieces.parts(tasks.count)).firsts
        let windows = try run.map(
            pass: pieces.step + "/windows", configuration: configuration,
            tasks: DocumentDedupe.tasks(tasks, with: shared.files, in: run)
        ) { (task) throws(DataError) in
            var writer = try WindowWriter(
                shared: pieces.path(task.index, "runs"), found: pieces.path(task.index, "found"),
                files: pieces.files(task.index), first: firsts[task.index], substring: substring,
                options: pieces.options, memory: pieces.memory)
            let records = DocumentDedupe.records(of: task)
            return try PartReading.look(at: records, step: pieces.step, in: run) { (batch) throws(DataError) in
                try writer.append(batch)
            } finish: { () throws(DataError) in
                try writer.finish()
            }
        }
        return (anchors + windows).flatMap(\.files)
    }
}
