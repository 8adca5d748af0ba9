import Foundation
import TestSupport
import Testing

/// `quern tokenizer train`, through the release binary.
@Suite(.enabled(if: QuernBinary.isBuilt, "needs the release binary: make build"))
struct TokenizerTrainTests {
    private static let files = ["en", "fi", "hi", "ja", "ar"].map { "Corpora/written/\($0).txt" }

    /// The tokenizers of a run.
    private func train(_ inputs: [String], _ options: [String]) throws -> [String: Data] {
        let folder = Fixtures.temporaryFolder() + "/out"
        let outcome = try QuernBinary.run(["tokenizer", "train"] + inputs + options + ["--quiet", "-o", folder])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let files = try FolderContents(folder + "/tokenizer").files
        #expect(!files.isEmpty)
        return files
    }

    @Test(arguments: [
        "--vocab-size 1000,500 --max-token-length 9 --min-frequency 2", "--superwords --vocab-size 900 --pattern o200k",
        "--model wordpiece --vocab-size 3000,2900",
        "--model unigram --vocab-size 1900,1500 --input-sentence-size 200 --seed 5",
        "--style sentencepiece --byte-fallback --split-digits --vocab-size 4000,3500",
    ])
    func theBytesDoNotDependOnTheMachineOrTheOrderOfFiles(options: String) throws {
        let options = options.split(separator: " ").map(String.init) + ["--unit", "line"]
        let expected = try train(Self.files, options + ["--threads", "1"])
        #expect(try train(Self.files.reversed(), options + ["--threads", "2", "--batch-records", "3"]) == expected)
        #expect(try train(Self.files, options + ["--threads", "16", "--memory", "64M"]) == expected)
    }

    /// Small languages get more of the vocabulary.
    @Test(arguments: [
        "--vocab-size 700", "--model wordpiece --vocab-size 300", "--style sentencepiece --vocab-size 300",
    ])
    func languagesAreWeighted(options: String) throws {
        let folder = Fixtures.temporaryFolder()
        func rows(_ language: String, _ words: [String], _ count: Int) -> String {
            (0..<count).map { row in
                let text = (0..<8).map { words[(row * 7 + $0 * 3) % words.count] }.joined(separator: " ")
                return #"{"text": "\#(text)", "language": "\#(language)"}"# + "\n"
            }.joined()
        }
        let many = (0..<400).map { "en" + String($0 * 7919, radix: 20).filter(\.isLetter) + "x" }
        let few = (0..<30).map { "zu" + String($0 * 104_729, radix: 30).filter(\.isLetter) + "q" }
        try (rows("en", many, 2000) + rows("zu", few, 12)).write(
            toFile: folder + "/rows.jsonl", atomically: true, encoding: .utf8)
        let options = options.split(separator: " ").map(String.init)
        func learnt(_ more: [String]) throws -> Int {
            let files = try train([folder + "/rows.jsonl"], options + more)
            return files.values.reduce(0) {
                $0 + $1.split(separator: UInt8(ascii: "z")).count { $0.starts(with: Data("u".utf8)) }
            }
        }
        let (plain, same) = (try learnt([]), try learnt(["--balance", "temperature=1"]))
        #expect(plain == same)
        #expect(try learnt(["--balance", "temperature=0.3"]) > plain + 3)
    }

    /// What was done is found again, the sample too.
    @Test func aSecondRunDoesNothing() throws {
        let folder = Fixtures.temporaryFolder() + "/out"
        let arguments =
            [
                "tokenizer", "train", "Corpora/written/en.txt", "--unit", "line", "--model", "unigram", "--vocab-size",
                "300",
            ]
            + ["--input-sentence-size", "60", "--balance", "temperature=0.3", "--quiet", "-o", folder]
        func work() throws -> [String: Date] {
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains("part-") }
            return try Dictionary(
                uniqueKeysWithValues: names.map { name in
                    let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
                    return (name, try #require(attributes[.modificationDate] as? Date))
                })
        }
        #expect(try QuernBinary.run(arguments).status == 0)
        let first = try work()
        #expect(first.keys.sorted() == ["counts", "numbers"].map { ".quern/work/tokenizer/part-00000.\($0)" })
        #expect(try QuernBinary.run(arguments).status == 0)
        #expect(try work() == first)
    }

    @Test func theManifestTellsLanguagesAndWeights() throws {
        let folder = Fixtures.temporaryFolder()
        try #"{"text": "aa aa aa aa", "language": "fi"}"#.appending("\n" + #"{"text": "b", "language": "sv"}"#).write(
            toFile: folder + "/rows.jsonl", atomically: true, encoding: .utf8)
        let outcome = try QuernBinary.run([
            "tokenizer", "train", folder + "/rows.jsonl", "--balance", "temperature=0", "--quiet", "-o",
            folder + "/out",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let manifest = try String(contentsOfFile: folder + "/out/manifest.json", encoding: .utf8)
        let compact = manifest.filter { !$0.isWhitespace }
        #expect(compact.contains(#""languageBytes":{"fi":11,"sv":1}"#))
        #expect(compact.contains(#""languageWeight":{"fi":1000,"sv":11000}"#))
    }

    @Test(arguments: [
        ("--model unigram --style hf", "--style hf"), ("--style sentencepiece --pattern gpt2", "--pattern"),
        ("--model unigram --special x", "--special"), ("--byte-fallback", "--byte-fallback"),
        ("--no-split-by-number", "--split-by-number"), ("--model wordpiece --superwords", "--superwords"),
        ("--lowercase", "--lowercase"), ("--balance 0.3", "--balance"), ("--sentencepiece bpe", "--sentencepiece"),
        ("--superwords-from 0.8", "--superwords-from"), ("--model wordpiece --style sentencepiece", "--style"),
    ])
    func optionsOfAnotherModelAreRefusedByName(options: String, name: String) throws {
        let outcome = try QuernBinary.run(
            ["tokenizer", "train", "Corpora/books", "-o", "/nowhere"] + options.split(separator: " ").map(String.init))
        #expect(outcome.status == 64 && outcome.errors.contains(name), "\(outcome.errors)")
    }

    @Test func everyOptionOfTheCommandLineIsARecipes() throws {
        let folder = Fixtures.temporaryFolder()
        let recipe = """
            output: \(folder)/recipe
            steps:
              - name: read
                read:
                  sources: [{name: input, paths: [Corpora/written/en.txt], unit: line}]
              - name: tokenizer
                tokenizer:
                  from: [read]
                  vocabularySize: 700
                  sentencePiece: {model: bpe, normalization: nmt_nfkc, characterCoverage: 0.999, byteFallback: true,
                    splitDigits: true, splitByUnicodeScript: false, splitByNumber: false, splitByWhitespace: false,
                    treatWhitespaceAsSuffix: true, allowWhitespaceOnlyPieces: true, addDummyPrefix: false,
                    removeExtraWhitespaces: false, maximumPieceLength: 9, maximumSentenceLength: 900,
                    requiredCharacters: "ß", controlSymbols: [<c>], userDefinedSymbols: [<u>], inputSentenceSize: 60}
            """
        try recipe.write(toFile: folder + "/recipe.yaml", atomically: true, encoding: .utf8)
        let outcome = try QuernBinary.run(["run", folder + "/recipe.yaml", "--quiet"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let options = """
            --style sentencepiece --vocab-size 700 --unit line --normalization nmt_nfkc --character-coverage 0.999 \
            --byte-fallback --split-digits --no-split-by-unicode-script --no-split-by-number --no-split-by-whitespace \
            --treat-whitespace-as-suffix --allow-whitespace-only-pieces --no-add-dummy-prefix \
            --no-remove-extra-whitespaces --max-sentencepiece-length 9 --max-sentence-length 900 --required-chars ß \
            --control-symbol <c> --user-defined-symbol <u> --input-sentence-size 60
            """
        let learnt = try train(["Corpora/written/en.txt"], options.split(separator: " ").map(String.init))
        #expect(try FolderContents(folder + "/recipe/tokenizer").files == learnt)
    }
}
