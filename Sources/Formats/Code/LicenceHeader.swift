internal import Foundation

/// The licence that a source file names in its first bytes, by SPDX's identifier (spdx.org/licenses): what an SPDX line
/// says, else by words that only the licence or its usual notice has.
enum LicenceHeader {
    /// How far it is looked for.
    private static let bytes = 4096

    /// In this order: the notice of a licence may name another one that it goes with.
    private static let notices: [(words: String, licence: String)] = [
        ("gnu affero general public license", "AGPL-3.0"), ("gnu lesser general public license", "LGPL"),
        ("gnu library general public license", "LGPL-2.0"), ("gnu general public license", "GPL"),
        ("apache license, version 2.0", "Apache-2.0"), ("mozilla public license, v. 2.0", "MPL-2.0"),
        ("mozilla public license", "MPL"), ("eclipse public license", "EPL"), ("boost software license", "BSL-1.0"),
        ("permission is hereby granted, free of charge", "MIT"), ("the mit license", "MIT"), ("mit license", "MIT"),
        ("permission to use, copy, modify, and/or distribute", "ISC"), ("bsd-style license", "BSD-3-Clause"),
        ("redistribution and use in source and binary forms", "BSD"),
        ("this is free and unencumbered software", "Unlicense"),
        ("all rights reserved", "proprietary"),
    ].map { (plain($0.0), $0.1) }

    /// nil where there is none that is known.
    static func licence(of text: Span<UInt8>) -> String? {
        let head = text.extracting(first: bytes).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        if let mark = head.range(of: "SPDX-License-Identifier:") {
            let line = head[mark.upperBound...].prefix { !$0.isNewline }
            let stated = line.split(separator: " ").prefix { !$0.hasPrefix("*/") && !$0.hasPrefix("-->") }
            if !stated.isEmpty { return stated.joined(separator: " ") }
        }
        let plain = plain(head.lowercased())
        guard let found = notices.first(where: { plain.contains($0.words) }) else { return nil }
        return found.licence + version(found.licence, in: plain)
    }

    /// Without what begins lines of comments, and on one line.
    private static func plain(_ words: String) -> String {
        words.split { $0.isWhitespace || "#*/;-".contains($0) }.joined(separator: " ")
    }

    /// Of the GNU licences, which come in several: `-2.0-or-later`.
    private static func version(_ licence: String, in plain: String) -> String {
        guard licence == "GPL" || licence == "LGPL" else { return "" }
        guard let number = ["3", "2.1", "2"].first(where: { plain.contains("version \($0)") }) else { return "" }
        let isOrLater = plain.contains("any later version")
        return "-" + (number.contains(".") ? number : number + ".0") + (isOrLater ? "-or-later" : "-only")
    }
}
