package import Records

/// Cuts repeats out of the texts of one part. A document of which only white space would be left is dropped whole.
package struct RepeatStage: Stage {
    private let cutter: RepeatCutter
    package let rules = ["nothing left"]

    package init(_ cutter: RepeatCutter) { self.cutter = cutter }

    package func process(_ batch: inout Batch) throws(DataError) {
        var cuts: [Int: [RepeatCutter.Cut]] = [:]
        for index in 0..<batch.count {
            let found = cutter.cuts(batch, index)
            if !found.isEmpty { cuts[index] = found }
        }
        guard !cuts.isEmpty else { return }
        var emptied: [Int] = []
        batch.texts.rewrite { index, text, output in
            let start = output.count
            if let cuts = cuts[index] {
                RepeatCutter.append(text, without: cuts, to: &output)
                if !output[start...].allSatisfy(PieceCutter.isSpace) { return }
                emptied.append(index)
                output.removeLast(output.count - start)
            }
            text.withUnsafeBufferPointer { output.append(contentsOf: $0) }
        }
        for index in emptied { batch.drop(index, rule: 0, score: 1) }
    }
}
