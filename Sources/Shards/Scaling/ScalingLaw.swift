internal import Foundation

/// Hoffmann et al. 2022, "Training Compute-Optimal Large Language Models", section 3.3 (the third approach): the loss of a
/// model of N parameters after D tokens, in nats a token.
package struct ScalingLaw: Hashable, Sendable {
    package var irreducible: Double
    package var parameterFactor: Double
    package var tokenFactor: Double
    package var parameterExponent: Double
    package var tokenExponent: Double

    /// Appendix D.3; the figures as the paper rounds them give other optima.
    package static let chinchilla = ScalingLaw(
        irreducible: 1.693_373_68, parameterFactor: 406.401_018, tokenFactor: 410.722_827,
        parameterExponent: 0.339_170_84, tokenExponent: 0.284_908_3)

    package init(
        irreducible: Double, parameterFactor: Double, tokenFactor: Double, parameterExponent: Double,
        tokenExponent: Double
    ) {
        self.irreducible = irreducible
        self.parameterFactor = parameterFactor
        self.tokenFactor = tokenFactor
        self.parameterExponent = parameterExponent
        self.tokenExponent = tokenExponent
    }

    package func loss(parameters: Double, tokens: Double) -> Double {
        irreducible + parameterFactor / pow(parameters, parameterExponent) + tokenFactor / pow(tokens, tokenExponent)
    }

    /// Equation 4: what the compute is best spent on, at 6 operations for each parameter and token.
    package func parameters(operations: Double) -> Double {
        balance * pow(operations / 6, tokenExponent / (parameterExponent + tokenExponent))
    }

    /// The compute for which so many parameters are best.
    package func operations(parameters: Double) -> Double {
        6 * pow(parameters / balance, (parameterExponent + tokenExponent) / tokenExponent)
    }

    /// The compute for which so many tokens are best.
    package func operations(tokens: Double) -> Double {
        6 * pow(tokens * balance, (parameterExponent + tokenExponent) / parameterExponent)
    }

    private var balance: Double {
        pow(
            parameterExponent * parameterFactor / (tokenExponent * tokenFactor),
            1 / (parameterExponent + tokenExponent))
    }
}
