package import Formats
internal import Records

/// A collection of files read in one way: its name, where it lies, and the options of its reader, side by side.
package struct InputOptions: Defaulted {
    package var name = ""
    /// Files, folders and globs, relative to the current folder.
    package var paths: [String] = []
    package var reading = SourceOptions()

    private enum CodingKeys: String, CodingKey { case name, paths }

    package init() {}

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        paths = try container.decode([String].self, forKey: .paths)
        reading = try SourceOptions(from: decoder)
        try reading.xml?.check()
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(paths, forKey: .paths)
        try reading.encode(to: encoder)
    }
}
