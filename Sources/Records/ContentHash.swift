import CXXHash

/// XXH3 of bytes: 64 bits for keys in memory, 128 bits for identity of contents.
package enum ContentHash {
    package static func xxh3(_ bytes: Span<UInt8>, seed: UInt64 = 0) -> UInt64 {
        bytes.withUnsafeBufferPointer { XXH3_64bits_withSeed($0.baseAddress, $0.count, seed) }
    }

    /// 128 bits as (high, low).
    package static func xxh128(_ bytes: Span<UInt8>) -> (UInt64, UInt64) {
        let hash = bytes.withUnsafeBufferPointer { XXH3_128bits($0.baseAddress, $0.count) }
        return (hash.high64, hash.low64)
    }

    package static func hexadecimal(_ high: UInt64, _ low: UInt64) -> String {
        func digits(_ word: UInt64) -> String {
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        return digits(high) + digits(low)
    }

    /// XXH3-128 of a text, 32 hexadecimal digits.
    package static func hexadecimal(of text: String) -> String {
        let (high, low) = xxh128(Array(text.utf8).span)
        return hexadecimal(high, low)
    }

    /// XXH3-128 of bytes that come piece by piece.
    package struct Streaming: ~Copyable {
        // XXH3_createState returns nil only when memory is out.
        private let state = XXH3_createState()

        package init() { XXH3_128bits_reset(state) }

        package func update(_ bytes: UnsafeRawBufferPointer) {
            quern_xxh128_update(state, bytes.baseAddress, bytes.count)
        }

        package func finish() -> String {
            let hash = XXH3_128bits_digest(state)
            return ContentHash.hexadecimal(hash.high64, hash.low64)
        }

        deinit { XXH3_freeState(state) }
    }
}
