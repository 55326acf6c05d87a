// swift-tools-version: 6.1
import PackageDescription

// Programs that embed the libraries. In a package of your own, name the repository's address and a version where
// this one names a path.
let package = Package(
  name: "embedding",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "casebook", path: "../..")],
  targets: [
    .executableTarget(name: "SearchFolder", dependencies: [.product(name: "FullText", package: "casebook")]),
    .executableTarget(name: "ReadFigures", dependencies: [.product(name: "Quantities", package: "casebook")]),
    .executableTarget(name: "AskCaseStudies", dependencies: [.product(name: "Casebook", package: "casebook")]),
  ],
  swiftLanguageModes: [.v6]
)
