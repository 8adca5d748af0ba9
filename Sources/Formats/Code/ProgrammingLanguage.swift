import Records

/// The language of a source file by its name, as GitHub's linguist calls it (github-linguist/linguist,
/// lib/linguist/languages.yml).
enum ProgrammingLanguage {
    private static let byName: [String: String] = [
        "makefile": "Makefile", "gnumakefile": "Makefile", "dockerfile": "Dockerfile", "cmakelists.txt": "CMake",
        "rakefile": "Ruby", "gemfile": "Ruby", "build": "Starlark", "workspace": "Starlark", "jenkinsfile": "Groovy",
    ]

    private static let extensions: [(language: String, extensions: String)] = [
        ("Assembly", "asm s"), ("Batchfile", "bat cmd"), ("C", "c h"), ("C#", "cs"), ("C++", "cc cpp cxx hh hpp hxx"),
        ("Clojure", "clj"), ("CMake", "cmake"), ("COBOL", "cob"), ("CoffeeScript", "coffee"),
        ("Common Lisp", "lisp cl"), ("CSS", "css"), ("Cuda", "cu"), ("D", "d"), ("Dart", "dart"),
        ("Dockerfile", "dockerfile"), ("Elixir", "ex exs"), ("Elm", "elm"), ("Emacs Lisp", "el"),
        ("Erlang", "erl hrl"), ("F#", "fs"), ("Fortran", "f f90 f95 for"), ("GLSL", "glsl"), ("Go", "go"),
        ("Groovy", "groovy gradle"), ("Haskell", "hs"), ("Java", "java"), ("JavaScript", "js mjs cjs jsx"),
        ("Julia", "jl"), ("Kotlin", "kt kts"), ("Lua", "lua"), ("Makefile", "mk"), ("OCaml", "ml mli"),
        ("Nim", "nim"), ("Nix", "nix"), ("Objective-C", "m"), ("Objective-C++", "mm"), ("Pascal", "pas"),
        ("Perl", "pl pm"), ("PHP", "php"), ("PowerShell", "ps1"), ("Protocol Buffer", "proto"), ("Python", "py pyi"),
        ("R", "r"), ("Racket", "rkt"), ("Ruby", "rb"), ("Rust", "rs"), ("Scala", "scala"), ("Scheme", "scm"),
        ("SCSS", "scss"), ("Shell", "sh bash zsh"), ("Solidity", "sol"), ("SQL", "sql"), ("Starlark", "bzl"),
        ("Swift", "swift"), ("SystemVerilog", "sv"), ("Tcl", "tcl"), ("Thrift", "thrift"), ("TypeScript", "ts"),
        ("TSX", "tsx"), ("Verilog", "v"), ("VHDL", "vhd vhdl"), ("Vim Script", "vim"), ("Visual Basic .NET", "vb"),
        ("Vue", "vue"), ("WGSL", "wgsl"), ("Zig", "zig"),
    ]

    private static let byExtension = Dictionary(
        uniqueKeysWithValues: extensions.flatMap { row in
            row.extensions.split(separator: " ").map { (String($0), row.language) }
        })

    /// nil where the name tells none.
    static func name(of path: String) -> String? {
        let file = FileName(path)
        return byName[file.name] ?? file.suffix.flatMap { byExtension[$0] }
    }
}
