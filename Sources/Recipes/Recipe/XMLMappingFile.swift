internal import Foundation
package import Formats
package import Records

extension XMLMapping {
    /// Reads a mapping from a YAML file: what stands under `xml` in a recipe, by itself.
    ///
    /// - Throws: `DataError` with line and column.
    package static func load(path: String) throws(DataError) -> XMLMapping {
        guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self)
        else {
            throw DataError("cannot read the mapping", file: path, mend: "check the path; the file must be UTF-8")
        }
        do {
            let mapping = try StrictDecoder.decode(XMLMapping.self, from: YAMLNode.parse(text))
            try mapping.check()
            return mapping
        } catch {
            var error = error
            error.file = path
            throw error
        }
    }
}
