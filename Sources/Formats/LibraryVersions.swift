internal import CArchive
internal import CBzip2
internal import CCmark
internal import CLZ4
internal import CLzma
internal import CXML2
internal import CZlib
internal import CZstd

/// Versions of the C libraries that read and write files, as they are at run time.
package enum LibraryVersions {
    package static var all: [(name: String, version: String)] {
        // libarchive's begins with its name.
        [
            ("zstd", String(cString: ZSTD_versionString())),
            ("zlib", zlibVersion().map { String(cString: $0) } ?? "unknown"),
            ("bzip2", BZ2_bzlibVersion().map { String(cString: $0) } ?? "unknown"),
            ("xz", String(cString: lzma_version_string())), ("lz4", String(cString: LZ4_versionString())),
            (
                "libarchive",
                archive_version_string().map { String(cString: $0).split(separator: " ").last.map(String.init) ?? "" }
                    ?? "unknown"
            ),
            ("libxml2", String(cString: LIBXML_DOTTED_VERSION)),
            ("cmark-gfm", cmark_version_string().map { String(cString: $0) } ?? "unknown"),
        ]
    }
}
