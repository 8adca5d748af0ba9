/// Python's questions about all the code points of a string.
extension PythonString {
    var isLower: Bool { isCased(\.isLowercase) { $0.isUppercase } }

    var isUpper: Bool { isCased(\.isUppercase) { $0.isLowercase } }

    private func isCased(
        _ wanted: (Unicode.Scalar.Properties) -> Bool, not other: (Unicode.Scalar.Properties) -> Bool
    ) -> Bool {
        var found = false
        for scalar in scalars {
            let properties = scalar.properties
            if other(properties) || properties.generalCategory == .titlecaseLetter { return false }
            if wanted(properties) { found = true }
        }
        return found
    }

    var isTitle: Bool {
        var found = false
        var previousCased = false
        for scalar in scalars {
            let properties = scalar.properties
            if properties.isUppercase || properties.generalCategory == .titlecaseLetter {
                if previousCased { return false }
                previousCased = true
                found = true
            } else if properties.isLowercase {
                if !previousCased { return false }
                found = true
            } else {
                previousCased = false
            }
        }
        return found
    }

    func allScalars(_ holds: (Unicode.Scalar) -> Bool) -> Bool { !isEmpty && scalars.allSatisfy(holds) }
}
