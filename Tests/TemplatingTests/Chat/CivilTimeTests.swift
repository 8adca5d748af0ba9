import TestSupport
import Testing

@testable import Templating

@Suite struct CivilTimeTests {
    private static let format =
        "%Y %y %C %m %-m %b %B %h %d %-d %e %j %-j %a %A %u %w %U %W %H %-H %I %-I %k %l %M %S %f %p %P "
        + "%D %F %R %T %r %c %x %X %n%t%% é"

    @Test(.enabled(if: Peer.has("sys"), "needs Python"))
    func formatsAsPythonFormats() throws {
        let times = (0..<400).map { day in
            "\(1999 + day % 40)-\(pad(day % 12 + 1))-\(pad(day % 28 + 1))T\(pad(day % 24)):\(pad(day % 60)):\(pad(day % 59))"
        }
        let script = """
            import datetime, sys
            for t in sys.argv[2:]: print(repr(datetime.datetime.fromisoformat(t).strftime(sys.argv[1])))
            """
        let theirs = try Peer.run(["-c", script, Self.format] + times).split(separator: "\n")
        #expect(theirs.count == times.count)
        for (time, expected) in zip(times, theirs) {
            let ours = try #require(CivilTime(time)).formatted(PythonString(Self.format))
            #expect(try PythonValue.string(ours).repr().text == expected, "\(time)")
        }
    }

    private func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    @Test(arguments: [
        "", "2026", "2026-13-01", "2026-02-29", "2026-04-31", "2026-00-10", "2026-1-0", "2026-01-31T",
        "2026-01-31T24:00:00",
        "2026-01-31T10:00", "x-y-z", "2026-01-31 10:00:00", "-2026-01-31", "0-01-01",
    ])
    func refusesWhatIsNoDate(_ text: String) { #expect(CivilTime(text) == nil) }

    @Test func leapDaysExist() { #expect(CivilTime("2024-02-29")?.dayOfYear == 60) }

    @Test func unknownDirectivesAreErrors() throws {
        let time = try #require(CivilTime("2026-01-31"))
        #expect(throws: Fault.self) { try time.formatted(PythonString("%Q")) }
        #expect(try time.formatted(PythonString("100%")).text == "100%")
    }
}
