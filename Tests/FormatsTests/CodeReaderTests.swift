import Records
import Testing

@testable import Formats

@Suite struct CodeReaderTests {
    let folder = ScratchFolder()

    @Test(arguments: [
        ("a.py", "Python"), ("b/Makefile", "Makefile"), ("x.test.TSX", "TSX"), ("c.rs.gz", "Rust"),
        ("CMakeLists.txt", "CMake"),
        ("notes.txt", nil), ("py", nil), (".py", nil), ("a.", nil),
    ])
    func languagesByName(path: String, language: String?) { #expect(ProgrammingLanguage.name(of: path) == language) }

    @Test(arguments: [
        ("// SPDX-License-Identifier: MIT OR Apache-2.0\nint x;", "MIT OR Apache-2.0"),
        ("/* SPDX-License-Identifier: GPL-2.0-only */", "GPL-2.0-only"),
        ("# Licensed under the Apache License,\n#   Version 2.0 (the \"License\")\n", "Apache-2.0"),
        (
            "/*\n * under the terms of the GNU General\n * Public License, version 2 or (at your option) any later version\n */",
            "GPL-2.0-or-later"
        ),
        ("; GNU Lesser General Public License version 2.1\n", "LGPL-2.1-only"), ("// The MIT License (MIT)", "MIT"),
        ("// Copyright. All rights reserved.", "proprietary"), ("print(1)", nil), ("", nil),
        ("SPDX-License-Identifier:", nil),
    ])
    func licences(text: String, licence: String?) {
        #expect(LicenceHeader.licence(of: Array(text.utf8).span) == licence)
    }

    @Test func folderOfCode() throws {
        _ = try folder.file("src/a.py", "x = 'é'\n")
        _ = try folder.file("src/b.c", Array("// caf".utf8) + [0xE9, 0x0A])
        _ = try folder.file("src/c.go", Array("pac".utf8) + [0, 1])
        _ = try folder.file("src/data.csv", "a,b\n")
        var options = SourceOptions()
        options.format = .code
        let files = try InputFiles.expand([folder.path + "/src"], options).files
        #expect(files.map(\.path) == ["a.py", "b.c", "c.go"].map { folder.path + "/src/" + $0 })
        let found = files.map { ReadRecords($0.path, options) }
        #expect(found.flatMap(\.texts) == ["x = 'é'\n", "// café\n"])
        #expect(found[0].records[0].rest == #""path":"\#(folder.path)/src/a.py","programming_language":"Python""#)
        #expect(found[2].bad.count == 1)
        // Without being asked for, code is no document.
        #expect(try InputFiles.expand([folder.path + "/src"], SourceOptions()).files.count == 1)
    }
}
