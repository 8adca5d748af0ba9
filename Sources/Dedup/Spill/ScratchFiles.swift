internal import Glibc

/// Files that go when nobody reads them any more. A class because it owns them.
final class ScratchFiles {
    private let paths: [String]

    init(_ paths: [String]) { self.paths = paths }

    deinit { for path in paths { unlink(path) } }
}
