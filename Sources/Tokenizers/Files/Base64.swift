internal import Foundation

/// Base64 (RFC 4648, section 4), as tokenizer files hold binary data.
enum Base64 {
    /// nil for what is not base64.
    static func decode(_ text: String) -> [UInt8]? { Data(base64Encoded: text).map { [UInt8]($0) } }

    static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
