/// What a record holds (ISO 28500, section 6).
package enum WARCType: String, Codable, Sendable, Hashable, CaseIterable {
    case warcinfo, response, resource, request, metadata, revisit, conversion, continuation
}
