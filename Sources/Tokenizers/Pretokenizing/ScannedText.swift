/// UTF-8 under a scanner. Well-formed text is expected; a byte that is not part of a character counts as one character
/// of no class, so that nothing can go wrong.
///
/// Holds plain pointers, valid only inside the closure that lent them: the scanners live in the hottest loop there is.
struct ScannedText {
    let bytes: UnsafePointer<UInt8>
    /// Where the text ends.
    private(set) var count: Int
    /// Where what may be read ends: at the text's end or, if others follow it in memory, behind it.
    let readable: Int
    private var blocks: UnsafePointer<UInt8>
    private var classes: UnsafePointer<UInt8>

    init(bytes: UnsafePointer<UInt8>, count: Int) {
        self.bytes = bytes
        self.count = count
        readable = count
        blocks = CharacterClasses.table.blocks
        classes = CharacterClasses.table.classes
    }

    /// The same text with the classes of a pattern.
    @inline(__always)
    func classified(by table: ClassTable) -> ScannedText {
        var text = self
        text.blocks = table.blocks
        text.classes = table.classes
        return text
    }

    /// The same memory with a text that ends elsewhere.
    @inline(__always)
    func ending(at end: Int) -> ScannedText {
        var text = self
        text.count = end
        return text
    }

    @inline(__always)
    func byte(_ place: Int) -> UInt8 { bytes[place] }

    /// Eight bytes; `place + 8` must not be beyond what is readable.
    @inline(__always)
    func word(_ place: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(bytes + place).loadUnaligned(as: UInt64.self))
    }

    @inline(__always)
    func asciiClass(_ byte: UInt8) -> UInt8 { classes[Int(byte)] }

    /// Class of the character at `place`, which must be before the end, and its length in bytes.
    @inline(__always)
    func character(_ place: Int) -> (kind: UInt8, length: Int) {
        let first = bytes[place]
        return first < 0x80 ? (classes[Int(first)], 1) : wideCharacter(place, first)
    }

    @inline(__always)
    func wideCharacter(_ place: Int, _ first: UInt8) -> (kind: UInt8, length: Int) {
        let left = count &- place
        if first >= 0xE0 && first < 0xF0 && left >= 3 {
            let (second, third) = (bytes[place &+ 1], bytes[place &+ 2])
            if (second & 0xC0) | ((third & 0xC0) &>> 1) == 0xC0 {
                let point = UInt32(first & 0x0F) &<< 12 | UInt32(second & 0x3F) &<< 6 | UInt32(third & 0x3F)
                return (kind(point), 3)
            }
        } else if first >= 0xC0 && first < 0xE0 && left >= 2 {
            let second = bytes[place &+ 1]
            if second & 0xC0 == 0x80 { return (kind(UInt32(first & 0x1F) &<< 6 | UInt32(second & 0x3F)), 2) }
        } else if first >= 0xF0 && left >= 4 {
            return fourBytes(place, first)
        }
        return (CharacterClasses.other, 1)
    }

    private func fourBytes(_ place: Int, _ first: UInt8) -> (kind: UInt8, length: Int) {
        let (second, third, fourth) = (bytes[place &+ 1], bytes[place &+ 2], bytes[place &+ 3])
        guard first < 0xF8, second & 0xC0 == 0x80, third & 0xC0 == 0x80, fourth & 0xC0 == 0x80 else {
            return (CharacterClasses.other, 1)
        }
        let high = UInt32(first & 0x07) &<< 18 | UInt32(second & 0x3F) &<< 12
        return (kind(high | UInt32(third & 0x3F) &<< 6 | UInt32(fourth & 0x3F)), 4)
    }

    @inline(__always)
    private func kind(_ point: UInt32) -> UInt8 {
        classes[Int(blocks[Int(point &>> 8)]) &<< 8 | Int(point & 0xFF)]
    }
}
