import Glibc
import Records

/// What runs in a thread of its own, and ends by itself.
protocol ThreadBody: AnyObject, Sendable {
    func run()
}

extension ThreadBody {
    /// - Parameter file: whose reading fails if no thread can be started.
    func start(file: String) throws(DataError) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Box(self))
        let code = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body.run() }
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            throw DataError("a thread cannot be started (code \(code))", file: file)
        }
        pthread_detach(thread)
    }
}

private final class Box {
    let body: any ThreadBody
    init(_ body: any ThreadBody) { self.body = body }
}
