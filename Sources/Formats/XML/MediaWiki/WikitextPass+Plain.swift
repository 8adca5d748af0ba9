import Records

extension WikitextPass {
    /// Bytes that may mean something in wikitext.
    private static let markupBytes: [UInt8] = Array("\n\r{}[]<&'_)".utf8)

    static func endOfPlain(_ source: Span<UInt8>, from start: Int) -> Int {
        let raw = source.bytes
        var end = start
        while end &+ 16 <= source.count {
            let vector = ByteScan.load(raw, end)
            let mask = markupLanes(vector)
            if ByteScan.hasLane(mask) { return end &+ ByteScan.firstLane(mask) }
            end &+= 16
        }
        while end < source.count, !markupBytes.contains(source[end]) { end &+= 1 }
        return end
    }

    @inline(__always)
    private static func markupLanes(_ vector: ByteScan.Vector) -> SIMDMask<SIMD16<Int8>> {
        func lanes(_ byte: UInt8) -> SIMDMask<SIMD16<Int8>> { vector .== ByteScan.Vector(repeating: byte) }
        // `[` and `{`, `]` and `}` differ in one bit.
        let folded = vector | ByteScan.Vector(repeating: 0x20)
        let brackets =
            (folded .== ByteScan.Vector(repeating: UInt8(ascii: "{")))
            .| (folded .== ByteScan.Vector(repeating: UInt8(ascii: "}")))
        let lines = lanes(0x0A) .| lanes(0x0D)
        let quotes = lanes(UInt8(ascii: "'")) .| lanes(UInt8(ascii: "_")) .| lanes(UInt8(ascii: ")"))
        return brackets .| lines .| quotes .| lanes(UInt8(ascii: "<")) .| lanes(UInt8(ascii: "&"))
    }
}
