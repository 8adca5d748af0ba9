/// Why bytes are not the JSON that was expected, and at which of them.
package struct JSONFault: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Reason: Sendable {
        case notAValue, notAString, notAnObject, endsEarly, trailingBytes, noColon, noComma
        case controlCharacter, badEscape, loneSurrogate, badNumber, tooDeep, notUTF8
    }

    package var reason: Reason
    /// 0-based, in the bytes given to the scanner.
    package var offset: Int

    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// The reason in words, without the place.
    package var cause: String {
        switch reason {
        case .notAValue: "a JSON value is missing or misspelt"
        case .notAString: "a quoted name is expected"
        case .notAnObject: "not a JSON object"
        case .endsEarly: "the JSON ends too early"
        case .trailingBytes: "something follows the JSON value"
        case .noColon: "a colon is expected after a name"
        case .noComma: "a comma or a closing bracket is expected"
        case .controlCharacter: "a control character stands unescaped in a string"
        case .badEscape: "an escape is not one of JSON's"
        case .loneSurrogate: "an escaped surrogate has no partner"
        case .badNumber: "a number is not one of JSON's"
        case .tooDeep: "nested deeper than \(JSONNesting.limit) levels"
        case .notUTF8: "not valid UTF-8"
        }
    }

    package var description: String { cause + " (byte \(offset))" }
}
