internal import Dispatch

/// A place through which one thread hands values to another. Sendable because the semaphores say whose turn it is.
final class Handover<Value>: @unchecked Sendable {
    /// To be waited for before a value is put in, and signalled when it was taken.
    let free = DispatchSemaphore(value: 0)
    /// To be waited for before a value is taken, and signalled when it was put in.
    let full = DispatchSemaphore(value: 0)
    /// What nil means the two agree on.
    var value: Value?

    /// A semaphore must not end with less than it began with, so that it is not made with 1.
    init() { free.signal() }
}
