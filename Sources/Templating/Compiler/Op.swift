/// One node of the compiled form. Nodes lie in one array and name each other by index: to run them costs no reference
/// counting.
struct Op {
    enum Code: UInt8 {
        /// a: constant
        case constant
        /// a: slot, b: functions further out, c: name
        case load
        /// a: first child, b: count
        case tuple, list, dict, concat, concatEscaped
        /// a: operand
        case negate, plus, not
        /// a: left, b: right
        case add, subtract, multiply, divide, floorDivide, modulo, power, and, or
        /// a: left, b: right, c: comparison
        case compare
        /// a: first, b: first child, c: count of comparison and operand pairs
        case compareChain
        /// a: test, b: then, c: otherwise or -1
        case conditional
        /// a: owner, b: name
        case attribute
        /// a: owner, b: index
        case item
        /// a: owner, b: name; an item whose key is known
        case key
        /// a: owner, b: first of three children, -1 for a bound not given
        case slice
        /// a: callee, b: call
        case call
        /// a: owner, b: name, c: call
        case callMethod
        /// a: operand or -1 for the captured block, b: filter, c: call
        case filter
        /// a: operand, b: test, c: call
        case test
        /// a: constant with the message; b: kind of the name, for what is only wrong if it runs
        case fail

        /// a: constant
        case text
        /// a: value, b: escaping
        case output
        /// a: value
        case evaluate
        /// a: first child, b: count; tests with their bodies, the last body alone
        case condition
        /// a: loop
        case loop
        /// a: target, b: value, c: names to export or -1
        case assign
        /// a: target, b: capture, c: names to export or -1
        case assignBlock
        /// a: target, b: macro, c: names to export or -1
        case macro
        /// a: call, b: macro
        case callBlock
        /// a: filter, b: capture
        case filterBlock
        /// a: scope, b: first child, c: count; targets with their values, then the body
        case with
        /// a: setting, b: scope, c: body
        case autoescape
        /// a: block
        case block
        /// a: capture
        case generation
        /// a: template, b: load
        case include, importTemplate
        /// a: template
        case extends
        /// a: first child, b: count
        case body
        case breakLoop, continueLoop

        /// a: slot, b: functions further out
        case storeName
        /// a: slot, b: functions further out, c: name of the attribute
        case storeNamespace
        /// a: first child, b: count
        case storeTuple
    }

    var code: Code
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
    var line: Int32 = 0
}
