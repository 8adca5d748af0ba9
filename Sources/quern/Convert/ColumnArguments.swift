internal import ArgumentParser
internal import Formats

/// Which fields of records a command writes.
struct ColumnArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Write these fields only: id,text,meta.title.", valueName: "field,…"))
    var select: String?

    @Option(help: ArgumentHelp("Write fields by other names: text=content.", valueName: "field=name,…"))
    var rename: String?

    @Option(
        help: ArgumentHelp(
            "Types of Parquet's columns, such as score=double,tags=string[]; the others follow the records.",
            valueName: "name=type,…"))
    var types = ""

    func validate() throws { _ = try renamed() }

    private func renamed() throws -> [(field: String, name: String)] {
        try (rename ?? "").split(separator: ",").map {
            let parts = $0.split(separator: "=")
            guard parts.count == 2 else { throw ValidationError("--rename takes FIELD=NAME, not '\($0)'") }
            return (String(parts[0]), String(parts[1]))
        }
    }

    func columns() throws -> RecordColumns {
        try RecordColumns(select: (select ?? "").split(separator: ",").map(String.init), rename: try renamed())
    }
}
