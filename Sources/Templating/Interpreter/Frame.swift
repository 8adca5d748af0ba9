/// The variables of one running function. Macros keep the frame they were made in, so frames are shared references;
/// the slots are plain memory, since the compiler has numbered them and every access goes through here.
final class Frame: PythonObject {
    let outer: Frame?
    private let slots: UnsafeMutablePointer<PythonValue>
    private let count: Int

    init(slots count: Int, outer: Frame?) {
        self.outer = outer
        self.count = count
        slots = UnsafeMutablePointer<PythonValue>.allocate(capacity: Swift.max(1, count))
        slots.initialize(repeating: .missing, count: count)
    }

    deinit {
        slots.deinitialize(count: count)
        slots.deallocate()
    }

    override func clear() {
        for i in 0..<count { slots[i] = .missing }
    }

    subscript(slot: Int) -> PythonValue {
        get { slot < count ? slots[slot] : .missing }
        set { if slot < count { slots[slot] = newValue } }
    }

    /// The frame some functions further out.
    func out(_ hops: Int) -> Frame {
        var frame = self
        for _ in 0..<hops {
            guard let outer = frame.outer else { break }
            frame = outer
        }
        return frame
    }
}
