package import Records

/// One run of a recipe: its settings of the machine, and the map-reduce by receipts that every step is made of.
package final class Run: Sendable {
    /// What the machine gives; nothing here may change a result.
    package struct Machine: Sendable {
        package var threads: Int
        /// Memory to stay under, in bytes.
        package var memory: Int
        package var batch: Batch.Limit
        package init(threads: Int, memory: Int, batch: Batch.Limit = .init()) {
            self.threads = threads
            self.memory = memory
            self.batch = batch
        }
    }

    let recipe: Recipe
    let machine: Machine
    let workspace: Workspace
    private let lock: FolderLock
    let ledger: Ledger
    let progress: Progress

    init(recipe: Recipe, machine: Machine, progress: Progress) throws(DataError) {
        self.recipe = recipe
        self.machine = machine
        self.progress = progress
        workspace = Workspace(root: recipe.output)
        try Folder.create(recipe.output)
        lock = try FolderLock(path: workspace.absolute(Workspace.hidden + "/lock"), folder: workspace.root)
        ledger = try Ledger(path: workspace.absolute(Workspace.hidden + "/ledger.sqlite"))
    }

    /// Does `work` for each task that has not been done with the same inputs and settings, in parallel, each recorded
    /// in the ledger once its files are durable.
    ///
    /// - Parameters:
    ///   - pass: `STEP/PASS`, unique in the recipe.
    ///   - configuration: everything besides the inputs that the result depends on.
    /// - Returns: the receipts in part order.
    func map(
        pass: String, configuration: some Encodable, tasks: [PassTask],
        work: @escaping @Sendable (PassTask) throws(DataError) -> Receipt
    ) throws(DataError) -> [Receipt] {
        let settings = Version.current + "\n" + pass + "\n" + (try CanonicalJSON.text(configuration))
        var computed: [String] = []
        for task in tasks { computed.append(try task.key(configuration: settings, root: workspace.root)) }
        let keys = computed
        let known = try ledger.receipts(of: pass)
        let done = tasks.indices.filter { index in
            guard let (key, receipt) = known[index] else { return false }
            return key == keys[index] && workspace.holds(receipt.files)
                && recipe.badRows.allows(bad: receipt.quarantined, of: receipt.read)
        }
        let missing = Set(tasks.indices).subtracting(done).sorted()
        progress.begin(pass: pass, parts: tasks.count, done: done.count)
        if known.count > tasks.count || !missing.isEmpty { try workspace.remove(Workspace.manifest) }
        for index in known.keys.sorted() where !tasks.indices.contains(index) {
            try forget(pass: pass, part: index, receipt: known[index]?.receipt)
        }
        let fresh = try Workers.map(missing, threads: machine.threads) { [self] (index) throws(DataError) in
            let receipt = try work(tasks[index])
            guard receipt.isBalanced else {
                throw DataError(
                    "\(pass), part \(index): \(receipt.read) records in, but \(receipt.written) out,"
                        + " \(receipt.droppedCount) dropped and \(receipt.quarantined) quarantined",
                    mend: "this is a defect of Quern: please report it")
            }
            try removeStale(known[index]?.receipt.files ?? [], keeping: receipt.files)
            try ledger.record(pass: pass, part: index, key: keys[index], receipt: receipt)
            progress.partDone()
            return receipt
        }
        let made = Dictionary(uniqueKeysWithValues: zip(missing, fresh))
        return tasks.indices.compactMap { made[$0] ?? known[$0]?.receipt }
    }

    /// Content hashes of input files, in their order.
    func hashes(of paths: [String]) throws(DataError) -> [String] {
        try InputIdentity(ledger: ledger).hashes(of: paths, threads: machine.threads)
    }

    /// Whole files from outside as inputs.
    func inputs(_ paths: [String], source: String) throws(DataError) -> [PassTask.Input] {
        let hashes = try hashes(of: paths)
        var inputs: [PassTask.Input] = []
        for (path, hash) in zip(paths, hashes) {
            let size = try InputIdentity.size(path)
            inputs.append(PassTask.Input(path: path, hash: hash, range: 0..<size, source: source))
        }
        return inputs
    }

    /// Removes what earlier runs of other recipes into the same folder left of passes that are no more.
    func forgetPasses(besides current: [String]) throws(DataError) {
        for pass in try ledger.passes() where !current.contains(pass) {
            let known = try ledger.receipts(of: pass)
            for index in known.keys.sorted() { try forget(pass: pass, part: index, receipt: known[index]?.receipt) }
        }
    }

    private func forget(pass: String, part: Int, receipt: Receipt?) throws(DataError) {
        try removeStale(receipt?.files ?? [], keeping: [])
        try ledger.forget(pass: pass, part: part)
    }

    private func removeStale(_ files: [Receipt.File], keeping kept: [Receipt.File]) throws(DataError) {
        for file in files where !kept.contains(where: { $0.path == file.path }) {
            try workspace.remove(file.path)
        }
    }
}
