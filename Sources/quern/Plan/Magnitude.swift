internal import ArgumentParser
internal import Foundation

/// A number that is more than 0, such as `5.76e23`, `70B` or `1.4T`.
struct Magnitude: ExpressibleByArgument {
    let value: Double
    private static let units: [(letter: Character, factor: Double)] = [("k", 1e3), ("M", 1e6), ("B", 1e9), ("T", 1e12)]

    init?(argument: String) {
        let unit = Self.units.first { argument.last == $0.letter }
        guard let number = Double(unit == nil ? argument : String(argument.dropLast())), number > 0, number.isFinite
        else {
            return nil
        }
        value = number * (unit?.factor ?? 1)
    }

    static func text(_ value: Double) -> String {
        let unit = units.last { value >= $0.factor }
        return String(format: "%.4g", value / (unit?.factor ?? 1)) + (unit.map { String($0.letter) } ?? "")
    }
}
