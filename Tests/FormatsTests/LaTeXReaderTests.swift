import Records
import Testing

@testable import Formats

@Suite struct LaTeXReaderTests {
    let folder = ScratchFolder()

    private func text(_ source: String) -> String {
        String(decoding: LaTeXDocument(Array(source.utf8)).text, as: UTF8.self)
    }

    static let paper = #"""
        \documentclass{article} % of the usual kind
        % \section{Not a section}
        \newcommand{\name}{\textsc{Mill}\xspace}
        \newcommand*{\set}[1]{\left\{#1\right\}}
        \newcommand{\loss}[2][\theta]{\mathcal{L}_{#1}(#2)}
        \def\half#1{\frac{#1}{2}}
        \DeclareMathOperator*{\argmax}{arg\,max}
        \title[short]{A \name
          for Words}
        \begin{document}
        \maketitle
        \begin{abstract}What it is about.\end{abstract}
        \section{The \name}
        It grinds 100\% of \set{x, \half{y}}.   % most of it
          % nothing
        With \loss{x} and \loss[\phi]{y}, take $\argmax_a \half a$.


        \begin{verbatim}
        100 % \name
        \end{verbatim}
        See \verb|%| and \cite{a}. \name{} stays.
        \begin{comment}
        \section{Hidden}
        \end{comment}
        \iffalse hidden, too \fi
        \bibliographystyle{plain}
        \bibliography{refs}
        \begin{thebibliography}{9}\bibitem{a} Somebody.\end{thebibliography}
        \appendix
        \section{More}
        \end{document}
        Forgotten.
        """#

    @Test func papersAsLLaMATookThem() throws {
        let found = ReadRecords(try folder.file("paper.tex", Self.paper))
        #expect(
            found.texts == [
                #"""
                \section{The \textsc{Mill}}
                It grinds 100\% of \left\{x, \frac{y}{2}\right\}.
                With \mathcal{L}_{\theta}(x) and \mathcal{L}_{\phi}(y), take $\operatorname*{arg\,max}_a \frac{a}{2}$.

                \begin{verbatim}
                100 % \name
                \end{verbatim}
                See \verb|%| and \cite{a}. \textsc{Mill} stays.

                \appendix
                \section{More}
                """#
            ])
        #expect(found.records[0].rest == #""title":"A \\textsc{Mill} for Words""#)
    }

    @Test(arguments: [
        ("no sections at all % here", "no sections at all"),
        (#"\begin{document}all of it\end{document} x"#, "all of it"),
        (#"\section{A}\%x%y"#, #"\section{A}\%x"#), (#"\section{A}\\%y"#, #"\section{A}\\"#),
        // A definition that names itself stays, as does what cannot be read.
        (#"\newcommand{\a}{\a\a}\section{A}\a"#, nil), (#"\section{A}\newcommand{\b"#, #"\section{A}\newcommand{\b"#),
        (#"\def\c#1.{x}\section{A}\c y."#, #"\section{A}\c y."#), (#"\def\d#1{<#1>}\section{A}\d"#, #"\section{A}\d"#),
        (#"\section{A}\begin{verbatim}%"#, #"\section{A}\begin{verbatim}%"#), (#"\section{A}\"#, #"\section{A}\"#),
        (#"\def\e{1}\def\f{\e2}\renewcommand\e{3}\section{A}\f"#, #"\section{A}32"#), ("", ""), ("%", ""),
    ])
    func oddSources(source: String, wanted: String?) {
        let found = text(source)
        if let wanted { #expect(found == wanted) }
    }

    @Test func otherEncodings() throws {
        let bytes =
            Array(#"\section{Caf"#.utf8) + [0xE9] + Array("} d'".utf8) + [0xE9] + Array("t\u{65} et d'hiver".utf8)
        #expect(ReadRecords(try folder.file("l.tex", bytes)).texts == [#"\section{Café} d'éte et d'hiver"#])
    }

    /// None of these takes long or much memory.
    @Test func hostileSources() {
        let bomb =
            (0..<60).map { #"\def\a\#(UnicodeScalar(97 + $0 % 26)!)\#(UnicodeScalar(97 + $0 / 26)!){x}"# }.joined()
            + #"\def\p{\q\q}\def\q{\r\r}\def\r{\s\s}\def\s{\t\t}\def\t{\u\u}\def\u{\v\v}\def\v{\w\w}\def\w{xxxxxxxxxxxxxxxx}\section{A}"#
            + String(repeating: #"\p"#, count: 10_000)
        #expect(text(bomb).utf8.count < 8 * bomb.utf8.count + 1 << 18)
        for piece in [
            #"\newcommand{"#, #"\title{"#, #"\begin{verbatim}"#, #"\bibliography{"#, "{", "[", #"\a["#, "%", #"\verb|"#,
            #"\def\a{\a\a}\a"#,
        ] {
            _ = text(#"\newcommand{\a}[1][x]{#1#1}\section{A}"# + String(repeating: piece, count: 200_000))
        }
    }

    @Test func randomSources() {
        let pieces = [
            #"\newcommand"#, #"\def"#, #"\a"#, #"\b"#, "{", "}", "[", "]", "#1", "#2", "1", "%", "\n", " ",
            #"\section"#, #"\begin{verbatim}"#,
            #"\end{verbatim}"#, #"\begin{document}"#, #"\end{document}"#, #"\verb"#, "|", "*", #"\title"#, "\\", "é",
            #"\iffalse"#, #"\fi"#,
        ]
        var random = Philox(key: 5, counter: (0, 0))
        for _ in 0..<20_000 {
            let source = (0..<Int.random(in: 1..<25, using: &random))
                .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            let found = text(source)
            #expect(!found.hasPrefix("\n") && !found.contains("\n\n\n"))
        }
    }
}
