/// The plain text of a mail.
enum MailText {
    /// Line ends are line feeds; `>From ` is `From ` again, as mailboxes quote it; flowing lines are joined (RFC 3676,
    /// section 4).
    static func plain(_ text: [UInt8], isFlowed: Bool, deletesSpace: Bool) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var flowing: Int?
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
            var line = line
            if line.last == 0x0D { line.removeLast() }
            let marks = line.prefix { $0 == UInt8(ascii: ">") }.count
            if marks > 0, line.dropFirst(marks).starts(with: "From ".utf8) { line.removeFirst() }
            guard isFlowed else {
                output.append(contentsOf: line)
                output.append(0x0A)
                continue
            }
            let isSignature = line.elementsEqual("-- ".utf8)
            var content = line.dropFirst(marks)
            if content.first == 0x20 { content.removeFirst() }
            // A line goes on in the next one of the same depth.
            if flowing == marks, !isSignature {
                output.append(contentsOf: content)
            } else {
                if flowing != nil { output.append(0x0A) }
                output.append(contentsOf: line.prefix(marks))
                if marks > 0 { output.append(0x20) }
                output.append(contentsOf: content)
            }
            let goesOn = content.last == 0x20 && !isSignature
            if goesOn, deletesSpace { output.removeLast() }
            flowing = goesOn ? marks : nil
            if !goesOn { output.append(0x0A) }
        }
        while output.last == 0x0A { output.removeLast() }
        return output
    }
}
