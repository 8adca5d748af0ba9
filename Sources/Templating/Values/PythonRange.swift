/// Python's `range`: start, step and length, never a list.
final class PythonRange: PythonObject {
    let start: Int
    let stop: Int
    let step: Int
    let count: Int

    /// - Throws: if the step is 0 or the bounds are too far apart to count.
    init(start: Int, stop: Int, step: Int) throws(Fault) {
        if step == 0 { throw .value("range() arg 3 must not be zero") }
        self.start = start
        self.stop = stop
        self.step = step
        let (distance, overflow) =
            step > 0 ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
        if overflow || step == .min { throw .limit("range is too long") }
        self.count = distance <= 0 ? 0 : (distance - 1) / abs(step) + 1
    }

    override var typeName: String { "range" }
    override var truth: Bool { count != 0 }
    override var brief: String { step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))" }

    subscript(index: Int) -> Int { start &+ index &* step }

    func index(of value: Int) -> Int? {
        let (distance, overflow) = value.subtractingReportingOverflow(start)
        guard !overflow, distance % step == 0 else { return nil }
        let index = distance / step
        return index >= 0 && index < count ? index : nil
    }

    func isEqual(to other: PythonRange) -> Bool {
        guard count == other.count else { return false }
        if count == 0 { return true }
        return start == other.start && (count == 1 || step == other.step)
    }
}
