internal import CBzip2
internal import CXML2
internal import CZlib
internal import CZstd

/// Versions of the C libraries that read and write files, as they are at run time.
package enum LibraryVersions {
    package static var all: [(name: String, version: String)] {
        [
            ("zstd", String(cString: ZSTD_versionString())),
            ("zlib", zlibVersion().map { String(cString: $0) } ?? "unknown"),
            ("bzip2", BZ2_bzlibVersion().map { String(cString: $0) } ?? "unknown"),
            ("libxml2", String(cString: LIBXML_DOTTED_VERSION)),
        ]
    }
}
