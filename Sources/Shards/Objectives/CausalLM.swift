/// Each token after those before it (GPT-3, PaLM and the others that only decode).
package struct CausalLM: Objective {
    package var chunkLength: Int

    package init(chunkLength: Int) { self.chunkLength = chunkLength }

    package func example(of chunk: [Int32], seed: StatelessSeed) -> TrainingRow {
        TrainingRow(inputs: chunk, labels: chunk)
    }
}
