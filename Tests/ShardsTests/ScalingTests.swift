import Testing

@testable import Shards

/// Hoffmann et al. 2022's own figures.
@Suite struct ScalingTests {
    private let rounded = ScalingLaw(
        irreducible: 1.69, parameterFactor: 406.4, tokenFactor: 410.7, parameterExponent: 0.34, tokenExponent: 0.28)

    @Test func optimaOfTheLaw() {
        #expect(abs(ScalingLaw.chinchilla.parameters(operations: 5.76e23) - 40.4e9) < 0.05e9)
        #expect(abs(rounded.parameters(operations: 5.76e23) - 32.2e9) < 0.05e9)
        #expect(abs(rounded.loss(parameters: 280e9, tokens: 300e9) - 1.9933) < 0.00005)
        #expect(abs(rounded.loss(parameters: 70e9, tokens: 1.4e12) - 1.9366) < 0.00005)
    }

    /// The best of all models of a compute, tried one by one.
    @Test func theOptimumIsTheLowestLoss() {
        for operations in [1e19, 5.76e23, 1e27] {
            let best = ComputeOptimum(operations: operations, approach: .law)
            let lowest = ScalingLaw.chinchilla.loss(parameters: best.parameters, tokens: best.tokens)
            for factor in [0.5, 0.9, 0.99, 1.01, 1.1, 2] {
                let parameters = best.parameters * factor
                let loss = ScalingLaw.chinchilla.loss(parameters: parameters, tokens: operations / 6 / parameters)
                #expect(loss > lowest)
            }
        }
    }

    @Test func table3() {
        for row in ComputeOptimum.table {
            // 6 operations a parameter and token, as the paper reckons but for one row.
            let isOdd = row.parameters == 67e9
            #expect(abs(6 * row.parameters * row.tokens / row.operations - 1) < (isOdd ? 0.05 : 0.012))
            let found = ComputeOptimum(operations: row.operations, approach: .trainingCurves)
            #expect(abs(found.parameters / row.parameters - 1) < 1e-9)
        }
    }

    @Test func thereAndBack() {
        for approach in ComputeOptimum.Approach.allCases {
            for operations in [1e18, 3e21, 5.76e23, 7e25, 1e29] {
                let there = ComputeOptimum(operations: operations, approach: approach)
                let back = ComputeOptimum(parameters: there.parameters, approach: approach)
                #expect(abs(back.operations / operations - 1) < 1e-6)
                if approach != .trainingCurves {
                    let tokens = ComputeOptimum(tokens: there.tokens, approach: approach)
                    #expect(abs(tokens.operations / operations - 1) < 1e-6)
                }
            }
        }
    }
}
