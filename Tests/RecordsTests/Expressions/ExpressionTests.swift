import Testing

@testable import Records

@Suite struct ExpressionTests {
    /// A record with members of every kind.
    private static let batch: Batch = {
        var batch = Batch()
        batch.ids.append("doc-7")
        batch.texts.append("größer\n😀")
        batch.languages.append("de")
        batch.sources.append("web")
        batch.rest.append(
            #""n":3,"f":-2.5e1,"s":"12","t":"a\"\u00e9","yes":true,"no":false,"nothing":null,"#
                + #""list":["x",1,null,"é\n",true],"o":{"a":{"b":[10,20]},"c.d":1},"n":4,"empty":"","big":9007199254740993"#
        )
        batch.endRecord(offset: 0)
        return batch
    }()

    @Test(arguments: [
        ("language == \"de\"", true), ("language != 'de'", false), ("source == \"web\" and id == \"doc-7\"", true),
        ("length(text) == 8", true), ("bytes(text) == 13", true), ("length(text) > 8 || length(text) >= 8", true),
        // The last of several members of a name.
        ("n == 4", true), ("n != 4", false), ("n < 4", false), ("n <= 4", true), ("n > 3.5", true), ("f == -25", true),
        ("-f == 25", true), ("n + 1 * 2 == 6", true), ("(n + 1) * 2 == 10", true), ("n - 1 - 1 == 2", true),
        ("n / 0 > 1e300", true), ("big == 9007199254740992", true),
        ("s == \"12\"", true), ("number(s) == 12", true), ("number(t) == null", true), ("s < \"2\"", true),
        ("t == \"a\\\"é\"", true), ("yes", true), ("no", false), ("nothing", false), ("missing", false),
        ("!missing", true),
        ("not not yes", true), ("not no and yes", true), ("no or no and yes", false), ("(yes or no) and no", false),
        ("nothing == null", true), ("missing == null", true), ("n == null", false), ("n != null", true),
        ("missing < 3", false), ("missing >= 3", false), ("missing + 1 == null", true), ("missing != 3", true),
        ("list[0] == \"x\"", true), ("list[1] + 1 == 2", true), ("list[9] == null", true), ("length(list) == 5", true),
        ("\"x\" in list", true), ("\"y\" in list", false), ("1 in list", true), ("true in list", true),
        ("\"é\\n\" in list", true),
        ("n in [1, 2 + 2]", true), ("n in []", false), ("\"öß\" in text", true), ("text in \"gr\"", false),
        ("o.a.b[1] == 20", true), (#"o.c\.d == 1"#, true), ("length(o) == 2", true), ("length(o.a.b) == 2", true),
        ("contains(text, \"😀\")", true), ("startsWith(text, 'grö')", true), ("endsWith(text, \"\\n\")", false),
        ("contains(text, empty)", true), ("contains(text, missing)", false), ("lower(\"ÄB\") == \"äb\"", true),
        ("exists(n)", true), ("exists(nothing)", false), ("exists(missing)", false), ("length(missing) == null", true),
        ("\"a\" < \"ab\" and \"ab\" < \"b\" and \"z\" < \"é\"", true),
    ])
    func holds(text: String, truth: Bool) throws {
        #expect(try Expression(text).holds(Self.batch, 0) == truth)
    }

    @Test(arguments: [
        ("", "the end stands where a value should (column 1 of the expression)"),
        ("n ==", "the end stands where a value should (column 5 of the expression)"),
        ("n = 4", "'=' has no meaning here (column 3 of the expression)"),
        ("n 4", "4.0 does not belong here (column 3 of the expression)"),
        ("(n == 4", "here should be ')' and not the end (column 8 of the expression)"),
        ("text > 5", "a string is compared with a number (column 6 of the expression)"),
        ("length(5) > 1", "a number has no length (column 8 of the expression)"),
        (
            "length(text)",
            "the expression is a number, not true or false (column 1 of the expression); compare it with something"
        ),
        ("text and yes", "here should be a truth value and not a string (column 1 of the expression)"),
        ("yes and 3", "here should be a truth value and not a number (column 9 of the expression)"),
        ("text + 1 == 2", "here should be a number and not a string (column 6 of the expression)"),
        ("'abc", "the string does not end (column 1 of the expression)"),
        ("'a\\x'", "\\x is no escape (column 3 of the expression)"),
        ("1x == 1", "'1x' is no number (column 1 of the expression)"),
        ("true < false", "truth values have no order (column 6 of the expression)"),
        ("n in 5", "'in' asks for a list, or for a string in a string (column 3 of the expression)"),
        (".n == 1", "'.' has no meaning here (column 1 of the expression)"),
        ("o..a == 1", "'o..a' is not a path to a field (column 1 of the expression); "),
        ("contains(text)", "here should be ',' and not ')' (column 14 of the expression)"),
    ])
    func faults(text: String, error: String) throws {
        let found = #expect(throws: DataError.self) { try Expression(text) }
        #expect(found?.description.hasPrefix(error) == true, "\(found?.description ?? "")")
    }

    /// What cannot be known before there are records.
    @Test(arguments: [
        ("s > 5", "in record 'doc-7' a string is compared with a number (column 3 of the expression); "),
        ("n == \"4\"", "in record 'doc-7' a number is compared with a string (column 3 of the expression); "),
        (
            "yes + 1 == 2",
            "in record 'doc-7' here should be a number and not a truth value (column 5 of the expression); "
        ),
        ("n", "in record 'doc-7' a number stands where true or false should"),
        ("length(n) > 1", "in record 'doc-7' a number has no length (column 1 of the expression)"),
        ("list == 1", "in record 'doc-7' a list is compared with a number (column 6 of the expression); "),
        ("1 in o", "in record 'doc-7' a number is sought in a list (column 3 of the expression)"),
        (
            "contains(n, \"4\")",
            "in record 'doc-7' here should be a string and not a number (column 1 of the expression)"
        ),
    ])
    func faultsOfRecords(text: String, error: String) throws {
        let expression = try Expression(text)
        let found = #expect(throws: DataError.self) { try expression.holds(Self.batch, 0) }
        #expect(found?.description.hasPrefix(error) == true, "\(found?.description ?? "")")
    }

    @Test func nestingWithoutEndIsRefused() {
        for text in [String(repeating: "(", count: 100_000), String(repeating: "[", count: 100_000) + "1"] {
            #expect(throws: DataError.self) { try Expression(text) }
        }
        #expect(throws: Never.self) { try Expression(String(repeating: "not ", count: 100_000) + "yes") }
    }

    @Test func anyTokensAreAnErrorOrWork() {
        let pieces = [
            "n", "text", "list[0]", "(", ")", "[", "]", ",", "==", "<", "and", "or", "not", "in", "+", "-", "*", "/",
            "1", "'a'",
            "null", "true", "length(", "contains(", "o.a", " ", "\\", "\"", "é",
        ]
        var random = Philox(key: 3, counter: (0, 0))
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1..<9, using: &random))
                .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined(separator: " ")
            _ = try? Expression(text).holds(Self.batch, 0)
        }
    }
}
