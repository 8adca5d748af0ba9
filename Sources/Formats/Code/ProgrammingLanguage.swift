import Records

/// The language of a source file by its name, as GitHub's linguist calls it (github-linguist/linguist,
/// lib/linguist/languages.yml).
enum ProgrammingLanguage {
    private static let byName: [String: String] = [
        "makefile": "Makefile", "gnumakefile": "Makefile", "dockerfile": "Dockerfile", "cmakelists.txt": "CMake",
        "rakefile": "Ruby", "gemfile": "Ruby", "build": "Starlark", "workspace": "Starlark", "jenkinsfile": "Groovy",
    ]

    private static let byExtension: [String: String] = [
        "asm": "Assembly", "s": "Assembly", "bat": "Batchfile", "cmd": "Batchfile", "c": "C", "h": "C", "cs": "C#",
        "cc": "C++", "cpp": "C++", "cxx": "C++", "hh": "C++", "hpp": "C++", "hxx": "C++", "clj": "Clojure",
        "cmake": "CMake",
        "cob": "COBOL", "coffee": "CoffeeScript", "lisp": "Common Lisp", "cl": "Common Lisp", "css": "CSS",
        "cu": "Cuda",
        "d": "D", "dart": "Dart", "dockerfile": "Dockerfile", "ex": "Elixir", "exs": "Elixir", "elm": "Elm",
        "el": "Emacs Lisp", "erl": "Erlang", "hrl": "Erlang", "fs": "F#", "f": "Fortran", "f90": "Fortran",
        "f95": "Fortran",
        "for": "Fortran", "glsl": "GLSL", "go": "Go", "groovy": "Groovy", "gradle": "Groovy", "hs": "Haskell",
        "java": "Java",
        "js": "JavaScript", "mjs": "JavaScript", "cjs": "JavaScript", "jsx": "JavaScript", "jl": "Julia",
        "kt": "Kotlin",
        "kts": "Kotlin", "lua": "Lua", "mk": "Makefile", "ml": "OCaml", "mli": "OCaml", "nim": "Nim", "nix": "Nix",
        "m": "Objective-C", "mm": "Objective-C++", "pas": "Pascal", "pl": "Perl", "pm": "Perl", "php": "PHP",
        "ps1": "PowerShell", "proto": "Protocol Buffer", "py": "Python", "pyi": "Python", "r": "R", "rkt": "Racket",
        "rb": "Ruby", "rs": "Rust", "scala": "Scala", "scm": "Scheme", "scss": "SCSS", "sh": "Shell", "bash": "Shell",
        "zsh": "Shell", "sol": "Solidity", "sql": "SQL", "bzl": "Starlark", "swift": "Swift", "sv": "SystemVerilog",
        "tcl": "Tcl", "thrift": "Thrift", "ts": "TypeScript", "tsx": "TSX", "v": "Verilog", "vhd": "VHDL",
        "vhdl": "VHDL",
        "vim": "Vim Script", "vb": "Visual Basic .NET", "vue": "Vue", "wgsl": "WGSL", "zig": "Zig",
    ]

    /// nil where the name tells none.
    static func name(of path: String) -> String? {
        let name = (Compression.stripSuffix(path).split(separator: "/").last ?? "").lowercased()
        if let known = byName[name] { return known }
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
        return byExtension[String(name[name.index(after: dot)...])]
    }
}
