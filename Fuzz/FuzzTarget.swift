import Formats
import Glibc
import Records

/// What is fed with random bytes: a name and what it does with them. It must neither trap nor hang, whatever they are.
struct FuzzTarget: Sendable {
    let name: String
    /// Of the file that the bytes are in, where its name matters.
    var suffix = ""
    let run: @Sendable (_ input: FuzzInput) -> Void

    /// Every reader, by its format, archives of text, and whatever is added here.
    static let all: [FuzzTarget] =
        ["zip", "tar"].map { suffix in
            FuzzTarget(name: suffix, suffix: "." + suffix) { ReaderCheck(SourceOptions()).run($0) }
        }
        + FileFormat.allCases.flatMap { format in
            format == .text
                ? TextUnit.allCases.map { reader("text-\($0)", .text, $0) } : [reader(format.rawValue, format)]
        } + [
            FuzzTarget(name: "jinja", run: TemplateCheck.render),
            FuzzTarget(name: "jinja-chat", run: TemplateCheck.chat),
        ]

    private static func reader(_ name: String, _ format: FileFormat, _ unit: TextUnit = .file) -> FuzzTarget {
        FuzzTarget(name: name) { input in
            var options = SourceOptions()
            options.format = format
            options.unit = unit
            options.separator = "\n-\n"
            // Small enough to be met by what the fuzzer makes.
            options.maximumRecordBytes = ByteSize(input.number & 1 == 0 ? 1 << 20 : 60)
            options.jsonDialect = input.number & 2 == 0 ? .strict : .python
            ReaderCheck(options).run(input)
        }
    }
}

/// Ends the run, saying why, unless what must hold does; an optimised `precondition` says nothing.
func expect(_ holds: Bool, _ fault: @autoclosure () -> String) {
    if holds { return }
    let text = Array(("FAULT: " + fault() + "\n").utf8)
    write(2, text, text.count)
    abort()
}

/// The target that the environment names; the fuzzer's own arguments stay its own.
private let chosen: FuzzTarget = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    if let target = FuzzTarget.all.first(where: { $0.name == name }) { return target }
    // Without a name, the names.
    for target in FuzzTarget.all { print(target.name) }
    exit(name.isEmpty ? 0 : 64)
}()

@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?) -> CInt {
    _ = chosen
    return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    chosen.run(FuzzInput(UnsafeBufferPointer(start: bytes, count: count), suffix: chosen.suffix))
    return 0
}
