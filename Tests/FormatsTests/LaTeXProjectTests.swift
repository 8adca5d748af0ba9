import Foundation
import Records
import TestSupport
import Testing

@testable import Formats

@Suite struct LaTeXProjectTests {
    private func documents(_ files: [(String, String)], maximumBytes: Int = 1 << 20) -> [String] {
        var project = LaTeXProject()
        for (path, text) in files { project.add(path, Array(text.utf8)) }
        return project.documents(maximumBytes: maximumBytes).map {
            "\($0.path): " + String(decoding: $0.text, as: UTF8.self)
        }
    }

    @Test func inputsStandWhereTheyAreNamed() {
        let found = documents([
            ("p/sec/a.tex", "A \\input{deeper/b} A"), ("p/sec/deeper/b.tex", "B"), ("p/c.tex", "C % \\input{main}\n"),
            ("p/main.tex", "\\documentclass{x}\n\\input{./sec/a}|\\include{ c }|\\input sec/../c.tex |\\input{none}"),
            ("p/other.tex", "alone"),
        ])
        // `a` inputs a path that is from its own folder on.
        #expect(
            found == [
                "p/main.tex: \\documentclass{x}\nA B A|C \n|C \n |\\input{none}", "p/other.tex: alone",
            ])
    }

    @Test func aDocumentInADocumentLosesItsFrame() {
        let found = documents([
            ("m.tex", "\\documentclass{x}\\begin{document}1\\subfile{s}3\\end{document}"),
            ("s.tex", "\\documentclass[m]{subfiles}\\begin{document}2\\end{document}"),
        ])
        #expect(found == ["m.tex: \\documentclass{x}\\begin{document}123\\end{document}"])
    }

    @Test func circlesAndBombsEnd() {
        let circle = documents([("a.tex", "\\documentclass{x}\\input{b}"), ("b.tex", "\\input{a}\\input{b}.")])
        #expect(circle == ["a.tex: \\documentclass{x}."])
        var files = [("a0.tex", "\\documentclass{x}" + String(repeating: "\\input{a1}", count: 100))]
        for level in 1..<12 { files.append(("a\(level).tex", String(repeating: "\\input{a\(level + 1)}", count: 100))) }
        files.append(("a12.tex", String(repeating: "x", count: 1000)))
        let found = documents(files, maximumBytes: 1 << 20)
        #expect(found.count == 1 && found[0].utf8.count > 1 << 20 && found[0].utf8.count < 1 << 22)
    }

    /// arXiv's archives: a tar of compressed papers, each a tar or a file, whose names tell nothing.
    @Test(.enabled(if: Peer.has("tarfile"), "needs Python")) func papersOfArXiv() throws {
        let folder = ScratchFolder()
        try Peer.run(["-c", Self.pack, folder.path])
        var options = SourceOptions()
        options.format = .latex
        let found = ReadRecords(folder.path + "/arXiv_src.tar", options)
        #expect(found.error == nil && found.bad.isEmpty)
        #expect(found.texts == ["\\section{One}\nBody of the first.", "\\section{Two}\nBody of the second."])
        #expect(found.records.map(\.rest) == ["\"title\":\"First\"", "\"title\":\"Second\""])
        #expect(found.records.first?.id == folder.path + "/arXiv_src.tar!/2301/2301.00001.gz!/main.tex#0")
    }

    private static let pack = """
        import gzip, io, sys, tarfile
        def add(archive, name, data):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        paper = io.BytesIO()
        with tarfile.open(fileobj=paper, mode="w:gz") as archive:
            add(archive, "body.tex", b"\\\\section{One}\\nBody of the first.")
            add(archive, "main.tex", b"\\\\documentclass{x}\\\\title{First}\\\\begin{document}\\\\input{body}\\\\end{document}")
            add(archive, "figure.pdf", b"%PDF")
        single = b"\\\\documentclass{x}\\\\title{Second}\\\\begin{document}\\\\section{Two}\\nBody of the second.\\\\end{document}"
        with tarfile.open(sys.argv[1] + "/arXiv_src.tar", "w") as archive:
            add(archive, "2301/2301.00001.gz", paper.getvalue())
            add(archive, "2301/2301.00002.gz", gzip.compress(single))
            add(archive, "2301/2301.00003.pdf", b"%PDF")
        """
}
