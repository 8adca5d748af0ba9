/// A macro that an author has defined.
struct LaTeXMacro {
    var parameters: Int
    /// Of the first parameter, if it need not be given.
    var initial: [UInt8]?
    var body: [UInt8]

    /// The body with the arguments in the places of `#1` to `#9`.
    func body(with arguments: [ArraySlice<UInt8>]) -> [UInt8] {
        if arguments.isEmpty { return body }
        var output: [UInt8] = []
        var index = 0
        while index < body.count {
            if body[index] == UInt8(ascii: "#"), index + 1 < body.count,
                case let number = Int(body[index + 1]) - 0x30, number >= 1, number <= arguments.count
            {
                output.append(contentsOf: arguments[number - 1])
                index += 2
            } else {
                output.append(body[index])
                index += 1
            }
        }
        return output
    }

    /// Takes a definition, whose first word has been passed.
    ///
    /// - Returns: nil if it is none that can be expanded: one whose parameters are told by other text around them, say.
    static func definition(_ word: ArraySlice<UInt8>, _ scanner: inout LaTeXScanner) -> (
        name: [UInt8], macro: LaTeXMacro
    )? {
        switch String(decoding: word, as: UTF8.self) {
        case "newcommand", "renewcommand", "providecommand", "DeclareRobustCommand": return command(&scanner)
        case "def", "gdef": return primitive(&scanner)
        case "DeclareMathOperator": return mathOperator(&scanner)
        default: return nil
        }
    }

    /// `{\name}` or `\name`.
    private static func name(_ scanner: inout LaTeXScanner) -> [UInt8]? {
        scanner.skipBlanks()
        var inner = scanner
        if let group = inner.braces() {
            var name = LaTeXScanner(Array(group))
            name.skipBlanks()
            guard name.here == UInt8(ascii: "\\") else { return nil }
            scanner = inner
            return Array(name.controlSequence())
        }
        guard scanner.here == UInt8(ascii: "\\") else { return nil }
        return Array(scanner.controlSequence())
    }

    private static func command(_ scanner: inout LaTeXScanner) -> (name: [UInt8], macro: LaTeXMacro)? {
        _ = scanner.take(UInt8(ascii: "*"))
        guard let name = name(&scanner) else { return nil }
        scanner.skipBlanks()
        var (parameters, initial): (Int, [UInt8]?) = (0, nil)
        if let count = scanner.brackets() {
            guard let number = Int(String(decoding: count, as: UTF8.self)), (0...9).contains(number) else { return nil }
            parameters = number
            scanner.skipBlanks()
            if let given = scanner.brackets() { initial = Array(given) }
            scanner.skipBlanks()
        }
        return scanner.braces().map { (name, LaTeXMacro(parameters: parameters, initial: initial, body: Array($0))) }
    }

    private static func primitive(_ scanner: inout LaTeXScanner) -> (name: [UInt8], macro: LaTeXMacro)? {
        guard scanner.here == UInt8(ascii: "\\") else { return nil }
        let name = Array(scanner.controlSequence())
        var parameters = 0
        scanner.skipBlanks()
        while scanner.take(UInt8(ascii: "#")) {
            parameters += 1
            guard scanner.take(UInt8(0x30 + parameters)), parameters < 10 else { return nil }
        }
        return scanner.braces().map { (name, LaTeXMacro(parameters: parameters, body: Array($0))) }
    }

    private static func mathOperator(_ scanner: inout LaTeXScanner) -> (name: [UInt8], macro: LaTeXMacro)? {
        let star = scanner.take(UInt8(ascii: "*")) ? "*" : ""
        guard let name = name(&scanner) else { return nil }
        scanner.skipBlanks()
        return scanner.braces().map {
            (name, LaTeXMacro(parameters: 0, body: Array("\\operatorname\(star){".utf8) + $0 + Array("}".utf8)))
        }
    }
}
