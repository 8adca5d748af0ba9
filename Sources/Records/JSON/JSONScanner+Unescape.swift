internal import CLanes

extension JSONScanner {
    /// Passes a string like `string()`, and in the same pass appends what it stands for.
    mutating func string(unescapedInto output: inout [UInt8]) throws(JSONFault) -> JSONValueToken {
        let start = position
        var end = start &+ 1
        var hasEscapes = false
        // Escapes only shrink a string, so the bytes it is read from are room enough.
        try output.append(addingCapacity: bytes.count &- start) { (room) throws(JSONFault) in
            try room.withUnsafeMutableBufferPointer { (room, written) throws(JSONFault) in
                hasEscapes = try unescape(from: &end, into: UnsafeMutableRawBufferPointer(room), &written)
            }
        }
        position = end
        return JSONValueToken(kind: .string, range: start..<end, hasEscapes: hasEscapes)
    }

    /// - Parameters:
    ///   - index: after the opening quote; moved after the closing one.
    ///   - target: at least as long as the bytes from `index` on.
    /// - Returns: whether there were escapes.
    @inline(__always)
    private mutating func unescape(
        from index: inout Int, into target: UnsafeMutableRawBufferPointer, _ written: inout Int
    ) throws(JSONFault) -> Bool {
        var source = index
        var length = 0
        while true {
            copyBlocks(from: &source, into: target, &length)
            copyPlainText(from: &source, into: target, &length)
            guard source < bytes.count else { throw JSONFault(.endsEarly, at: source) }
            if bytes[source] == ByteScan.quote { break }
            guard bytes[source] == ByteScan.backslash else { throw JSONFault(.controlCharacter, at: source) }
            position = source
            try escape()
            source = JSONText.unescapeOne(bytes, at: source, into: target, &length)
        }
        // Every escape is longer than what it stands for.
        let hasEscapes = length < source &- index
        index = source &+ 1
        written = length
        return hasEscapes
    }

    /// Copies plain text and escapes of one letter, 64 bytes at a time, up to anything else or near the end of the bytes.
    @inline(__always)
    private func copyBlocks(
        from source: inout Int, into target: UnsafeMutableRawBufferPointer, _ length: inout Int
    ) {
        bytes.withUnsafeBytes { raw in
            guard let from = raw.baseAddress, let to = target.baseAddress else { return }
            var copied = 0
            unsafe source &+= quern_copy_unescaped(from + source, raw.count &- source, to + length, &copied)
            length &+= copied
        }
    }

    @inline(__always)
    private func copyPlainText(
        from source: inout Int, into target: UnsafeMutableRawBufferPointer, _ length: inout Int
    ) {
        let raw = bytes.bytes
        while source &+ 16 <= bytes.count {
            // Bytes stored beyond the plain ones are written over next; length < source, so the store fits.
            let vector = ByteScan.load(raw, source)
            unsafe target.storeBytes(of: vector, toByteOffset: length, as: ByteScan.Vector.self)
            let mask = ByteScan.mustEscape(vector)
            let plain = ByteScan.hasLane(mask) ? ByteScan.firstLane(mask) : 16
            source &+= plain
            length &+= plain
            if plain < 16 { return }
        }
        while source < bytes.count, !ByteScan.mustEscape(bytes[source]) {
            target[length] = bytes[source]
            source &+= 1
            length &+= 1
        }
    }
}
