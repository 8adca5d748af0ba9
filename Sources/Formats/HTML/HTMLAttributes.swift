import Records

/// The attributes of a start tag as libxml2 hands them over: name, value, name, value, …, nil; valid during the call.
struct HTMLAttributes {
    let pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    subscript(name: StaticString) -> [UInt8]? {
        value(name).map { value in
            var count = 0
            while value[count] != 0 { count += 1 }
            return Array(UnsafeBufferPointer(start: value, count: count))
        }
    }

    private func value(_ wanted: StaticString) -> UnsafePointer<UInt8>? {
        guard let pointers else { return nil }
        var index = 0
        while let name = pointers[index] {
            if XMLTag.equals(name, wanted) { return pointers[index + 1] }
            index += 2
        }
        return nil
    }

    private func has(_ wanted: StaticString) -> Bool {
        guard let pointers else { return false }
        var index = 0
        while let name = pointers[index] {
            if XMLTag.equals(name, wanted) { return true }
            index += 2
        }
        return false
    }

    /// Not shown, or a landmark that is not content (WAI-ARIA roles).
    var isHidden: Bool {
        if pointers == nil { return false }
        if has("hidden") { return true }
        if value("aria-hidden").map({ XMLTag.equals($0, "true") }) == true { return true }
        if let style = self["style"] {
            let packed = style.filter { $0 != 0x20 }
            if Self.contains(packed, "display:none") || Self.contains(packed, "visibility:hidden") { return true }
        }
        guard let role = value("role") else { return false }
        let roles: [StaticString] = [
            "navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar",
        ]
        return roles.contains { XMLTag.equals(role, $0) }
    }

    private static func contains(_ text: [UInt8], _ wanted: StaticString) -> Bool {
        var index = 0
        while index + wanted.utf8CodeUnitCount <= text.count {
            if (0..<wanted.utf8CodeUnitCount).allSatisfy({ text[index + $0] | 0x20 == wanted.utf8Start[$0] | 0x20 }) {
                return true
            }
            index += 1
        }
        return false
    }

    private static let unlikelyWords: [StaticString] = [
        "nav", "navbar", "navigation", "menu", "sidebar", "footer", "breadcrumb", "breadcrumbs", "cookie", "cookies",
        "share", "sharing", "social", "ad", "ads", "advert", "advertisement", "pagination", "pager", "related",
        "comments",
        "newsletter", "popup", "modal", "banner", "promo", "sponsored", "widget", "toolbar", "headerlink", "skip",
    ]

    /// A word of its class or id is one that menus, sidebars and the like are called by.
    var isUnlikely: Bool {
        if pointers == nil { return false }
        return [self["class"], self["id"]].contains { names in
            guard let names else { return false }
            return names.split { !$0.isASCIILetter }.contains { word in
                let word = Wikitext.lowered(word)
                return Self.unlikelyWords.contains {
                    word.elementsEqual(UnsafeBufferPointer(start: $0.utf8Start, count: $0.utf8CodeUnitCount))
                }
            }
        }
    }
}
