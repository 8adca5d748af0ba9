/// What a name, attribute or item that does not exist evaluates to; says what it was when somebody insists on a value.
package final class Undefined: Sendable {
    /// What may be done with a value that is not there.
    package enum Policy: String, Sendable, Hashable {
        /// Prints as nothing, is false and empty; anything else is an error. Jinja2's `Undefined`.
        case lenient
        /// May only be tested with `is defined`. Jinja2's `StrictUndefined`.
        case strict
        /// Like lenient, and its attributes and items are undefined too. Jinja2's `ChainableUndefined`.
        case chainable
    }

    enum Cause: Sendable {
        case name(PythonString)
        case attribute(of: String, PythonString)
        case element(of: String, String)
        case hint(String)
    }

    let cause: Cause
    let policy: Policy

    init(_ cause: Cause, _ policy: Policy) {
        self.cause = cause
        self.policy = policy
    }

    var message: String {
        switch cause {
        case .name(let name): "'\(name.text)' is undefined"
        case .attribute(let owner, let name): "'\(owner)' has no attribute '\(name.text)'"
        case .element(let owner, let key): "\(owner) has no element \(key)"
        case .hint(let text): text
        }
    }

    /// Fails if the policy allows nothing but the question whether the value is defined.
    func requireLenient() throws(Fault) {
        if policy == .strict { throw .undefined(self) }
    }
}
