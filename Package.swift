// swift-tools-version: 6.2
import PackageDescription

// Data flows one way, and so do the targets:
//
//     Learning ──> Language, Statements, Recognition ──┐
//     Words, Language ──> Quantities ──────────────────┤
//     Markup, Conversion ──────────────────────────────┼──> Casebook ──> casebook
//     FullText ────────────────────────────────────────┘         └──> CasebookMCP
//
// Words knows no document, Quantities neither SQL nor Markdown nor case studies, Markup no index, Conversion no markup
// but what it writes, FullText no case study;
// renderers only render.

/// What every Swift target of ours is built with.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "casebook",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "FullText", targets: ["FullText"]),
    .library(name: "Quantities", targets: ["Quantities"]),
    .library(name: "Casebook", targets: ["Casebook"]),
    .executable(name: "casebook", targets: ["CasebookCLI"]),
    .executable(name: "casebook-train", targets: ["CasebookTrain"]),
    .executable(name: "fulltext-bench", targets: ["FullTextBench"]),
    .executable(name: "reading-bench", targets: ["ReadingBench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C libraries. md4c and the Snowball stemmers are linked; libxml2 is loaded when the first HTML document is read,
    // because its own dependencies would triple the start of a search that reads no HTML.
    .systemLibrary(name: "CMD4C", pkgConfig: "md4c", providers: [.apt(["libmd4c-dev"]), .brew(["md4c"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"]), .brew(["snowball"])]),
    .target(name: "CXML2"),
    // Checksums of the pages of a record store: a layer between SQLite and the file system.
    .target(name: "CPageChecksums", dependencies: [.product(name: "GRDBSQLite", package: "GRDB.swift")]),
    // Programs run with limits, and zlib: what converting documents needs of C.
    .target(name: "CConversion", linkerSettings: [.linkedLibrary("z")]),
    // Trained weights, embedded as bytes.
    .target(name: "CModels", exclude: ["weights"]),

    .target(name: "Learning", dependencies: ["CModels"], swiftSettings: strict),
    .target(name: "Statements", dependencies: ["Learning"], swiftSettings: strict),
    // Whom a document is about and what kind it is, by weighted evidence; knows no file and no markup.
    .target(name: "Recognition", dependencies: ["Learning"], swiftSettings: strict),
    .target(name: "Language", dependencies: ["Learning"], swiftSettings: strict),
    .target(
      name: "Markup",
      dependencies: ["CMD4C", "CXML2", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    // PDF, Word, slides, archives and mail into HTML and Markdown; knows neither index nor case studies.
    .target(name: "Conversion", dependencies: ["CConversion", "CXML2"], swiftSettings: strict),
    .target(
      name: "FullText",
      dependencies: ["CStemmer"],
      swiftSettings: strict + [.strictMemorySafety()]),
    .target(name: "Words", swiftSettings: strict),
    .target(name: "Quantities", dependencies: ["Language", "Learning", "Words"], swiftSettings: strict),
    .target(
      name: "Casebook",
      dependencies: [
        "CPageChecksums", "Conversion", "Words", "Quantities", "Markup", "FullText", "Recognition", "Statements",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"), .product(name: "Yams", package: "Yams"),
      ],
      resources: [
        .embedInCode("Resources/roles.yaml"),
        .embedInCode("Resources/themes.yaml"),
        .embedInCode("Resources/answer-schemas.ndjson"),
        .embedInCode("Resources/site.css"),
        .embedInCode("Resources/site.js"),
      ],
      swiftSettings: strict),
    // The questions as tools for agents, over the Model Context Protocol.
    .target(name: "CasebookMCP", dependencies: ["Casebook", "Words"], swiftSettings: strict),
    .executableTarget(
      name: "CasebookCLI",
      dependencies: [
        "Words", "Casebook", "CasebookMCP", "Conversion", "Quantities", "Markup",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "CasebookTrain",
      dependencies: [
        "Casebook", "Language", "Learning", "Quantities", "Recognition", "Statements",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(name: "FullTextBench", dependencies: ["FullText"], swiftSettings: strict),
    .executableTarget(
      name: "ReadingBench", dependencies: ["CMD4C", "Casebook", "Quantities", "Markup"], swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "MarkupTests", dependencies: ["Markup", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "ConversionTests", dependencies: ["Conversion", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "FullTextTests", dependencies: ["FullText", "TestSupport"], exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(name: "StatementsTests", dependencies: ["Learning", "Statements"], swiftSettings: strict),
    .testTarget(name: "RecognitionTests", dependencies: ["Recognition", "Learning"], swiftSettings: strict),
    .testTarget(name: "WordsTests", dependencies: ["Words", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "LearningTests", dependencies: ["Learning"], swiftSettings: strict),
    .testTarget(name: "LanguageTests", dependencies: ["Language", "Learning"], swiftSettings: strict),
    .testTarget(name: "QuantitiesTests", dependencies: ["Quantities", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CasebookTests",
      dependencies: [
        "Words", "Quantities", "Statements", "Casebook", "CasebookMCP", "CasebookCLI", "Conversion", "Markup",
        "FullText", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Answers/Fixtures", "Exchange/Fixtures", "Knowledge/Fixtures", "Lexicon/Fixtures", "Reading/Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "CorpusTests", dependencies: ["Casebook", "Quantities", "Markup", "TestSupport"], exclude: ["Fixtures"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
