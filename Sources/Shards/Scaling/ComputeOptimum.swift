internal import Foundation

/// How big a model, and how many tokens, an amount of compute is best spent on (Hoffmann et al. 2022).
package struct ComputeOptimum: Hashable, Sendable {
    package enum Approach: Int, CaseIterable, Sendable {
        /// Section 3.1: the lowest of the training curves. Table 3, and between its rows by powers.
        case trainingCurves = 1
        /// Section 3.2: sizes of models at fixed compute. Table 2's powers, from where the first approach is for Gopher's
        /// compute.
        case fixedCompute
        /// Section 3.3: a law of the loss.
        case law
    }

    /// Floating-point operations of the training, about 6 a parameter and token.
    package var operations: Double
    package var parameters: Double
    package var tokens: Double

    /// Table 3: parameters, operations, tokens.
    package static let table: [(parameters: Double, operations: Double, tokens: Double)] = [
        (400e6, 1.92e19, 8.0e9), (1e9, 1.21e20, 20.2e9), (10e9, 1.23e22, 205.1e9), (67e9, 5.76e23, 1.5e12),
        (175e9, 3.85e24, 3.7e12), (280e9, 9.90e24, 5.9e12), (520e9, 3.43e25, 11.0e12), (1e12, 1.27e26, 21.2e12),
        (10e12, 1.30e28, 216.2e12),
    ]
    /// Table 2: how parameters grow with compute.
    private static let fixedComputePower = 0.49
    private static let gopherOperations = 5.76e23

    package init(operations: Double, approach: Approach) {
        self.operations = operations
        switch approach {
        case .trainingCurves: parameters = Self.interpolated(operations, from: \.operations, to: \.parameters)
        case .fixedCompute:
            let anchor = Self.interpolated(Self.gopherOperations, from: \.operations, to: \.parameters)
            parameters = anchor * pow(operations / Self.gopherOperations, Self.fixedComputePower)
        case .law: parameters = ScalingLaw.chinchilla.parameters(operations: operations)
        }
        tokens = operations / 6 / parameters
    }

    /// The compute for which a model of this size is best.
    package init(parameters: Double, approach: Approach) {
        switch approach {
        case .trainingCurves:
            self.init(
                operations: Self.interpolated(parameters, from: \.parameters, to: \.operations), approach: approach)
        case .fixedCompute:
            let anchor = ComputeOptimum(operations: Self.gopherOperations, approach: approach)
            let power = pow(parameters / anchor.parameters, 1 / Self.fixedComputePower)
            self.init(operations: Self.gopherOperations * power, approach: approach)
        case .law: self.init(operations: ScalingLaw.chinchilla.operations(parameters: parameters), approach: approach)
        }
    }

    /// The compute for which so many tokens are best.
    package init(tokens: Double, approach: Approach) {
        switch approach {
        case .trainingCurves:
            self.init(operations: Self.interpolated(tokens, from: \.tokens, to: \.operations), approach: approach)
        case .fixedCompute:
            let anchor = ComputeOptimum(operations: Self.gopherOperations, approach: approach)
            let power = pow(tokens / anchor.tokens, 1 / (1 - Self.fixedComputePower))
            self.init(operations: Self.gopherOperations * power, approach: approach)
        case .law: self.init(operations: ScalingLaw.chinchilla.operations(tokens: tokens), approach: approach)
        }
    }

    private typealias Row = (parameters: Double, operations: Double, tokens: Double)

    /// Straight lines between the logarithms, the outermost ones going on.
    private static func interpolated(
        _ value: Double, from: KeyPath<Row, Double>, to: KeyPath<Row, Double>
    ) -> Double {
        let upper = table.dropFirst().dropLast().firstIndex { $0[keyPath: from] >= value } ?? table.count - 1
        let (low, high) = (table[upper - 1], table[upper])
        let share = log(value / low[keyPath: from]) / log(high[keyPath: from] / low[keyPath: from])
        return low[keyPath: to] * pow(high[keyPath: to] / low[keyPath: to], share)
    }
}
