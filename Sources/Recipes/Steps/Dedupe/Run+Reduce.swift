internal import Records

extension Run {
    /// A pass of one task that has all of its inputs.
    ///
    /// - Parameter body: returns a receipt with the files that it wrote, by their absolute paths.
    func reduce(
        pass: String, configuration: DedupeOptions, inputs: [PassTask.Input],
        _ body: @escaping @Sendable () throws(DataError) -> Receipt
    ) throws(DataError) -> Receipt {
        let receipts = try map(
            pass: pass, configuration: configuration, tasks: [PassTask(index: 0, inputs: inputs)]
        ) { (_) throws(DataError) in
            var receipt = try body()
            receipt.files = receipt.files.map { self.workspace.relative($0) }
            return receipt
        }
        return receipts.first ?? Receipt()
    }
}
