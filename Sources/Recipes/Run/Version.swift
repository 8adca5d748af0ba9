/// The version of Quern: part of every manifest and of the key of every part.
package enum Version {
    package static let current = "0.1.0"
}
