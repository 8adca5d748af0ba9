/// A rule: the range in which a figure of a text has to be. What is no number is in every range.
package struct Limit: Sendable {
    package var measure: Measure
    package var minimum = -Double.infinity
    package var maximum = Double.infinity

    static func atLeast(_ minimum: Double, _ measure: Measure) -> Limit { Limit(measure: measure, minimum: minimum) }
    static func atMost(_ maximum: Double, _ measure: Measure) -> Limit { Limit(measure: measure, maximum: maximum) }

    @inline(__always)
    func allows(_ value: Double) -> Bool { !(value < minimum || value > maximum) }
}
