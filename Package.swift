// swift-tools-version: 6.2
import PackageDescription

/// Settings every module shares: imports are internal unless said otherwise, and spans may be returned from getters.
let swift: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
]

/// A room of the house: a library target under Sources/ with its tests under Tests/.
func room(_ name: String, uses: [Target.Dependency] = []) -> [Target] {
    [
        .target(name: name, dependencies: uses, swiftSettings: swift),
        .testTarget(
            name: name + "Tests", dependencies: [.target(name: name), "TestSupport"] + uses, swiftSettings: swift),
    ]
}

let package = Package(
    name: "quern",
    products: [.executable(name: "quern", targets: ["quern"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash"),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .systemLibrary(name: "CBzip2"),
        .systemLibrary(name: "CLzma", pkgConfig: "liblzma"),
        .systemLibrary(name: "CSnappy"),
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4"),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive"),
        .systemLibrary(name: "CCmark"),
        .systemLibrary(name: "CUchardet", pkgConfig: "uchardet"),
        .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0"),
        .systemLibrary(name: "CUTF8Proc", pkgConfig: "libutf8proc"),
        .systemLibrary(name: "COnig", pkgConfig: "oniguruma"),
        .target(name: "CLanes"),
        .target(name: "CCLD2", linkerSettings: [.linkedLibrary("cld2")]),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: swift),
        .executableTarget(
            name: "quern",
            dependencies: [
                "Records", "Text", "Formats", "Filters", "Dedup", "Tokenizers", "Templating", "Shards", "Recipes",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: swift),
    ]
        + room("Records", uses: ["CXXHash", "CLanes"])
        + room("Text", uses: ["Records", "CLanes", "CUTF8Proc", "CCLD2"])
        + room(
            "Formats",
            uses: [
                "Records", "Text", "CZstd", "CZlib", "CBzip2", "CLzma", "CSnappy", "CLZ4", "CArchive", "CCmark",
                "CUchardet",
                "CXML2",
            ])
        + room("Filters", uses: ["Records", "Text", "Formats"])
        + room("Dedup", uses: ["Records", "Text"])
        + room("Tokenizers", uses: ["Records", "Text", "Formats", "CUTF8Proc", "COnig"])
        + room("Templating", uses: ["Records"])
        + room("Instructions", uses: ["Records", "Formats", "Templating"])
        + room("Shards", uses: ["Records", "Formats", "Tokenizers"])
        + room(
            "Recipes",
            uses: [
                "Records", "Text", "Formats", "Filters", "Dedup", "Tokenizers", "Templating", "Instructions", "Shards",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Yams", package: "Yams"),
            ]),
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

// `make fuzz`: an executable whose main is libFuzzer's, so that nothing else may build it.
if Context.environment["QUERN_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "fuzz", dependencies: ["Records", "Formats", "Templating"], path: "Fuzz",
            exclude: ["run.sh", "seeds", "dictionaries"],
            swiftSettings: swift + [.unsafeFlags(["-parse-as-library"])]))
}
