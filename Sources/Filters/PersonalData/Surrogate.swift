internal import Records

/// Makes up what stands for personal data: of the same shape, and the same for the same data wherever it occurs.
struct Surrogate {
    let seed: UInt64

    func append(_ datum: PersonalDatum, of text: Span<UInt8>, to output: inout [UInt8]) {
        let own = text.extracting(datum.range)
        var random = Philox(seed: seed, stage: "personalData/" + datum.kind.rawValue, record: own)
        switch datum.kind {
        case .email:
            let at = own.indices.first { own[$0] == 0x40 } ?? own.count
            appendShape(own.extracting(0..<at), &random, to: &output)
            output.append(contentsOf: "@example.org".utf8)
        case .address: appendAddress(own, &random, to: &output)
        case .card, .iban:
            let start = output.count
            appendShape(own, &random, to: &output)
            if datum.kind == .card { mendCard(&output, from: start, like: own) } else { mendIBAN(&output, start, own) }
        case .phone, .identity, .key, .user, .handle: appendShape(own, &random, to: &output)
        }
    }

    /// Digits become digits and letters letters of their case; the rest stays.
    private func appendShape(_ own: Span<UInt8>, _ random: inout Philox, to output: inout [UInt8]) {
        for index in own.indices {
            switch own[index] {
            case 0x30...0x39: output.append(0x30 + UInt8(Int.random(in: 0..<10, using: &random)))
            case 0x41...0x5A: output.append(0x41 + UInt8(Int.random(in: 0..<26, using: &random)))
            case 0x61...0x7A: output.append(0x61 + UInt8(Int.random(in: 0..<26, using: &random)))
            case let other: output.append(other)
            }
        }
    }

    /// From the blocks that RFC 5737 and RFC 3849 keep free for documents.
    private func appendAddress(_ own: Span<UInt8>, _ random: inout Philox, to output: inout [UInt8]) {
        let isVersion6 = own.indices.contains { own[$0] == 0x3A }
        let number = Int.random(in: 1..<255, using: &random)
        if isVersion6 {
            output.append(contentsOf: "2001:db8::\(String(number, radix: 16))".utf8)
        } else {
            let block = ["192.0.2", "198.51.100", "203.0.113"][Int.random(in: 0..<3, using: &random)]
            output.append(contentsOf: "\(block).\(number)".utf8)
        }
    }

    /// Keeps the network's first digits, and sets the last so that the checksum is right.
    private func mendCard(_ output: inout [UInt8], from start: Int, like own: Span<UInt8>) {
        let places = output.indices[start...].filter { output[$0] &- 0x30 < 10 }
        for place in places.prefix(4) { output[place] = own[place - start] }
        guard let last = places.last else { return }
        for digit in UInt8(0x30)...0x39 {
            output[last] = digit
            if CheckDigits.luhn(places.map { output[$0] }) { return }
        }
    }

    /// Keeps the country, and sets the two digits behind it so that the checksum is right.
    private func mendIBAN(_ output: inout [UInt8], _ start: Int, _ own: Span<UInt8>) {
        for place in 0..<2 { output[start + place] = own[place] }
        let characters = output[(start + 4)...].filter { $0 &- 0x30 < 10 || $0 &- 0x41 < 26 }
        let check = 98 - CheckDigits.remainder97(characters + output[start..<start + 2] + [0x30, 0x30])
        output[start + 2] = 0x30 + UInt8(check / 10)
        output[start + 3] = 0x30 + UInt8(check % 10)
    }
}
