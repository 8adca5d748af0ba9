import Records
import Testing

@testable import Templating

/// Templates that want to exhaust or crash the engine: each ends in an error or in output, never in a trap.
@Suite struct HostileTemplateTests {
    private func kind(_ source: String, _ options: TemplateOptions = TemplateOptions()) -> TemplateError.Kind? {
        do throws(TemplateError) {
            _ = try Template(source: source, name: "hostile", options: options)
                .render(PythonDict(), limits: Limits(steps: 3_000_000))
            return nil
        } catch {
            return error.kind
        }
    }

    @Test(arguments: [
        "{{ 9223372036854775807 + 1 }}", "{{ -9223372036854775807 - 2 }}", "{{ 4611686018427387904 * 2 }}",
        "{{ 10 ** 20 }}", "{{ 99999999999999999999 }}", "{{ (1e300) | int }}", "{{ 'a' * 10000000000 }}",
        "{{ [0] * 10000000000 }}", "{{ range(10000000000) | list }}", "{{ range(10000000000) | join }}",
        "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set ns = namespace(x='a') %}{% for i in range(1000) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{{ 'a' | center(100000000000) }}", "{{ '%999999999999s' % 1 }}", "{{ '{:>99999999}'.format(1) }}",
        "{{ range(-9223372036854775807, 9223372036854775807) }}", "{{ '' | replace('', 'x' * 1000000) * 1000 }}",
        "{{ -(-9223372036854775807 - 1) }}", "{{ (-9223372036854775807 - 1) // -1 }}",
        "{% for x in [[[]]] recursive %}{{ loop([[1]]) }}{% endfor %}",
    ])
    func isRefused(_ source: String) {
        #expect(kind(source) != nil)
    }

    @Test(arguments: [
        "{{ 'a' * -1 }}", "{% set x = [] %}{% set y = x.append(x) %}{{ x == [x] }}", "{{ [1] * -9 }}",
        "{{ 'abc'[-9223372036854775807:9223372036854775807] }}",
        "{{ 'abc'[9223372036854775807::-9223372036854775807] }}", "{{ [1, 2][-100:100:50] }}",
        "{{ (-9223372036854775807 - 1) % -1 }}", "{{ 1e308 * 10 }}", "{% set l = [1] %}{{ l.append(l) }}{{ l }}",
        "{% set ns = namespace(x=1) %}{% for i in range(100000) %}{% set ns.x = [ns.x] %}{% endfor %}",
        "{% set ns = namespace(x=[]) %}{% for i in range(100000) %}{% set n = [] %}{{ ns.x.append(n) }}"
            + "{% set ns.x = n %}{% endfor %}",
        "{% set ns = namespace(x=()) %}{% for i in range(100000) %}{% set ns.x = (ns.x,) %}{% endfor %}",
    ])
    func isAllowed(_ source: String) {
        #expect(kind(source) == nil)
    }

    @Test func deepNestingIsAnError() {
        let depth = 10_000
        for (open, close) in [("(", ")"), ("[", "]"), ("{1:", "}"), ("not ", ""), ("-", ""), ("x[", "]"), ("f(", ")")] {
            let inner = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
            #expect(kind("{{ " + inner + " }}") != nil)
        }
        #expect(kind("{{ 1" + String(repeating: " + 1", count: depth) + " }}") != nil)
        #expect(kind("{{ x" + String(repeating: ".a", count: depth) + " }}") != nil)
        #expect(kind("{{ x" + String(repeating: " | upper", count: depth) + " }}") != nil)
        #expect(kind("{{ 1" + String(repeating: " if 1 else 1", count: depth) + " }}") != nil)
        for tag in ["if 1", "for x in y", "with", "filter upper", "set x", "macro m()", "autoescape true"] {
            #expect(kind(String(repeating: "{% " + tag + " %}", count: depth)) != nil)
        }
    }

    @Test func recursionNearTheLimitFitsTheStack() {
        let nested = String(repeating: "[", count: 90) + "m()" + String(repeating: "]", count: 90)
        #expect(kind("{% macro m() %}{% if 1 %}{{ " + nested + " }}{% endif %}{% endmacro %}{{ m() }}") == .limit)
        let chain = "x" + String(repeating: " + x", count: 150) + " + m()"
        #expect(kind("{% set x = '' %}{% macro m() %}{{ " + chain + " }}{% endmacro %}{{ m() }}") == .limit)
    }

    @Test func tokenSoupNeverTraps() {
        var random = Philox(key: 11, counter: (0, 0))
        for _ in 0..<20_000 {
            var source = ""
            for _ in 0..<Int(random.next() % 24) {
                source += Self.tokens[Int(random.next() % UInt64(Self.tokens.count))]
            }
            let options: [TemplateOptions] = [
                TemplateOptions(), .chat, .promptsource, TemplateOptions(autoescape: true),
            ]
            _ = kind(source, options[Int(random.next() % 4)])
        }
    }

    private static let tokens = [
        "{{ ", " }}", "{% ", " %}", "{{-", "-}}", "{%-", "-%}", "{#", "#}", "{%+", "+%}", "if ", "for ", "in ", "endif",
        "endfor", "else", "elif ", "set ", "endset", "macro ", "endmacro", "call ", "endcall", "filter ", "endfilter",
        "with ", "endwith", "raw", "endraw", "block ", "endblock", "generation", "endgeneration", "break", "x", "x ",
        "y",
        "loop", ".", "[", "]", "(", ")", "{", "}", ":", ",", "|", "~", "+", "-", "*", "**", "/", "//", "%", "==", "<",
        ">",
        "=", "1", "0", "9223372036854775807", "1.5", "1e308", "'a'", "\"é\"", "'", "\\", "''", "none", "true", " is ",
        "not ", "and ", "or ", "in ", "recursive", "upper", "join", "replace", "map", "select", "sort", "range(9)",
        "format", "tojson", "append", "items()", "namespace()", "[::-1]", "[1:]", "\n", " ", "\r", "\u{0}", "中", "}}}",
        "{% for x in range(3) %}", "{% endfor %}", "{{ x }}", "{% if x %}", "{% endif %}", "|length", "|list",
        "|round(2)",
        "caller()", "self", "super()", "varargs", "0x", "1_0", "\u{2028}", "trim", "'%s' % ", "'{}'.format",
        "truncate(5)",
    ]
}
