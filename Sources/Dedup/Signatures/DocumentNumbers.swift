package import Records

/// How documents are numbered through all parts.
package struct DocumentNumbers {
    /// Number of the first document of each part, and of all documents at the end.
    package let firsts: [Int]

    package init(_ parts: [SignaturePart]) throws(DataError) {
        firsts = try SignatureStore(parts, known: 0).firsts
    }
}
