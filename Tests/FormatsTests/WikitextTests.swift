import Testing

@testable import Formats

@Suite struct WikitextTests {
    static func clean(_ text: String) -> String {
        var cleaner = Wikitext()
        cleaner.addDroppedNamespace(Array("Datei".utf8))
        var output: [UInt8] = []
        cleaner.appendCleaned(Array(text.utf8).span, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test(arguments: [
        ("plain text", "plain text"), ("'''B''' and ''i'' and '''''bi''''' don't", "B and i and bi don't"),
        ("a ''''quoted'''' b", "a 'quoted' b"), ("[[Page]]s and [[Page|label]]", "Pages and label"),
        ("[[a|''b'' {{t}}c]]", "b c"), ("[[:File:x.png]] [[File:x.png|thumb|see [[y|z]]]] end", "File:x.png  end"),
        ("[[Datei:x|10px]]a[[image:x]]b[[CATEGORY:x]]c", "abc"), ("[[w:Page|P]]", "P"),
        ("{{t|a={{u|b}}|c}}x{{{param|1}}}y", "xy"), ("open {{ never closed", "open  never closed"), ("a }} b", "a  b"),
        ("open [[ never closed", "open  never closed"),
        ("[http://x.y label] [http://x.y] [//z l2] [x]", "label  l2 [x]"),
        ("[mailto:a@b.c ''me'']", "me"), ("a<ref>x [[y]] {{z}}</ref>b<ref name=q />c<ref name=q>d</ref>", "abc"),
        ("a<!-- b -->c<!-- open", "ac"), ("== Head ==\ntext\n===Sub===", "Head\ntext\nSub"), ("= x", "= x"),
        ("* one\n** two\n#three\n: four\n;five", "one\ntwo\nthree\nfour\nfive"), ("a\n----\nb", "a\n\nb"),
        ("a\n{| class=x\n|-\n| b {{t}} || c\n|}\nd", "a\n\nd"), ("{|\n| a\n{|\n| b\n|}\n|}e", "e"),
        ("{{x|a=\n|}}y", "y"), ("&nbsp;&amp;&lt;&#233;&#x20AC;&hellip;&bogus;&", " &<é€…&bogus;&"),
        ("x<math>a < b</math>y<nowiki>[[z]]</nowiki><br/>w", "xy[[z]]\nw"), ("<math>never closed", "never closed"),
        ("<b>bold</b> 1 < 2 <3", "bold 1 < 2 <3"), ("__NOTOC__a__b", "a__b"), ("Bern ({{IPA|x}}) is", "Bern is"),
        ("Bern ({{IPA|x}}, old) is", "Bern (old) is"), ("a\n\n\n\nb\n\n", "a\n\nb"), ("", ""),
        ("[[a|b]", "a|b]"), ("}}]]|}", "]]|}"),
    ])
    func markupGoes(source: String, text: String) {
        #expect(Self.clean(source).trimmed == text.trimmed, "\(source)")
    }

    /// What is nested, unclosed or crossed ten thousand times takes no longer than it is.
    @Test(arguments: [
        "{{", "[[", "}}", "]]", "{|\n", "\n|}", "<ref>", "<math>", "<!--", "[http://", "'", "(", " )", "<a ", "&#",
        "__a",
    ])
    func hostileRepetition(piece: String) {
        for pieces in [[piece], [piece, "x"], ["{{", piece], ["[[", piece, "]]"], ["<ref>", piece]] {
            let text = String(repeating: pieces.joined(), count: 50_000 / pieces.joined().utf8.count)
            #expect(Self.clean(text).utf8.count <= text.utf8.count)
        }
    }

    @Test func everyTruncationIsText() {
        let text =
            "{{t|[[a|b]]}} '''x''' <ref>y</ref> {|\n|-\n|} [http://a b] &amp; <!-- c --> <math>d</math> __TOC__ ==e==\n* f"
        let bytes = Array(text.utf8)
        for length in 0...bytes.count {
            var output: [UInt8] = []
            Wikitext().appendCleaned(bytes.span.extracting(first: length), to: &output)
            #expect(output.count <= length)
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
