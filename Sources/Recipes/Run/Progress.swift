internal import Foundation
internal import Records
internal import Synchronization

/// Shows long work: a line that changes on a terminal, a line a minute elsewhere. Always on standard error.
package final class Progress: Sendable {
    private struct State {
        var pass = ""
        var start = Date()
        var lastShown = Date()
        var parts = 0
        var partsDone = 0
        /// Parts found done by an earlier run: they say nothing of the speed.
        var doneBefore = 0
    }

    private let isTerminal: Bool
    private let isQuiet: Bool
    private let state = Mutex(State())
    private let records = Atomic<Int>(0)
    private let bytes = Atomic<Int>(0)

    package init(isQuiet: Bool = false) {
        isTerminal = isatty(STDERR_FILENO) == 1
        self.isQuiet = isQuiet
    }

    func begin(pass: String, parts: Int, done: Int) {
        records.store(0, ordering: .relaxed)
        bytes.store(0, ordering: .relaxed)
        state.withLock { $0 = State(pass: pass, parts: parts, partsDone: done, doneBefore: done) }
    }

    /// Counts a batch, and shows where the work is if it is time to.
    func advance(records count: Int, bytes size: Int) {
        records.wrappingAdd(count, ordering: .relaxed)
        bytes.wrappingAdd(size, ordering: .relaxed)
        show()
    }

    func partDone() {
        state.withLock { $0.partsDone += 1 }
        show()
    }

    /// Closes a pass with a line of its counts.
    func end(_ line: String) {
        guard !isQuiet else { return }
        FileHandle.standardError.write(Data(((isTerminal ? "\r\u{1B}[K" : "") + line + "\n").utf8))
    }

    private func show() {
        guard !isQuiet else { return }
        let interval = isTerminal ? 0.2 : 60
        let now = Date()
        let line: String? = state.withLock { state in
            guard now.timeIntervalSince(state.lastShown) >= interval else { return nil }
            state.lastShown = now
            return describe(state, elapsed: now.timeIntervalSince(state.start))
        }
        guard let line else { return }
        let text = isTerminal ? "\r\u{1B}[K" + line : line + "\n"
        FileHandle.standardError.write(Data(text.utf8))
    }

    private func describe(_ state: State, elapsed: Double) -> String {
        let perSecond = Double(records.load(ordering: .relaxed)) / max(elapsed, 1e-3)
        let megabytes = Double(bytes.load(ordering: .relaxed)) / 1e6 / max(elapsed, 1e-3)
        var line = "\(state.pass): part \(state.partsDone)/\(state.parts)"
        line += ", \(Int(perSecond)) records/s, \(String(format: "%.1f", megabytes)) MB/s"
        let doneNow = state.partsDone - state.doneBefore
        if doneNow > 0 {
            let left = Int(elapsed / Double(doneNow) * Double(state.parts - state.partsDone))
            line += ", \(left / 60):\(String(format: "%02d", left % 60)) left"
        }
        return line
    }
}
