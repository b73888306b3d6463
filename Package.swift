// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  // What a class holds is looked at millions of times while pages are written, and each look would be
  // checked for another that overlaps. Debug builds, in which the tests run, keep the check.
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

/// A target in the middle of the picture in ARCHITECTURE.md: it knows the course's values and at
/// most one outside concern, never another middle target.
func middle(_ name: String, _ outside: Target.Dependency...) -> Target {
  .target(name: name, dependencies: ["CourseModel"] + outside, swiftSettings: strict)
}

/// `exclude` names the folders beside the tests that are no sources.
func tests(
  of name: String, _ others: Target.Dependency..., exclude: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.target(name: name)] + others,
    exclude: exclude,
    swiftSettings: strict
  )
}

let package = Package(
  name: "labs-course",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "labs", targets: ["LabsCommand"]),
    .executable(name: "labs-aws", targets: ["AWSClient"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .target(name: "CourseModel", swiftSettings: strict),
    .target(name: "ChildProcess", dependencies: ["CourseModel"], swiftSettings: strict),
    .target(name: "Incremental", dependencies: ["CourseModel"], swiftSettings: strict),

    middle("CourseLoader", "ChildProcess", "Incremental", "Yams"),
    middle(
      "SiteGenerator", "ChildProcess", "Incremental", "CMarkGFM", "CZlib",
      .product(name: "Mustache", package: "swift-mustache")),
    middle("LabRunner", "ChildProcess"),
    middle("CloudTarget", "ChildProcess"),
    middle("ProgressStore", .product(name: "GRDB", package: "GRDB.swift")),
    middle("SiteServer", "Incremental"),
    middle("FolderWatch", "Incremental"),

    .executableTarget(
      name: "LabsCommand",
      dependencies: [
        "CourseModel", "ChildProcess", "CourseLoader", "Incremental", "SiteGenerator", "LabRunner",
        "CloudTarget", "ProgressStore", "SiteServer", "FolderWatch",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
    .executableTarget(name: "AWSClient", swiftSettings: strict),
    .systemLibrary(
      name: "CMarkGFM",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]
    ),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),

    tests(of: "ChildProcess"),
    tests(of: "CourseModel"),
    tests(of: "Incremental"),
    tests(of: "CourseLoader", "CourseModel", "Incremental", exclude: ["Fixtures"]),
    tests(
      of: "SiteGenerator", "CourseModel", "CourseLoader", "Incremental", exclude: ["Fixtures"]),
    tests(of: "LabRunner", "CourseModel", "ProgressStore"),
    tests(of: "CloudTarget", "CourseModel"),
    tests(
      of: "ProgressStore", "CourseModel", "ProgressWriter",
      .product(name: "GRDB", package: "GRDB.swift")),
    .executableTarget(
      name: "ProgressWriter", dependencies: ["CourseModel", "ProgressStore"],
      path: "Tests/ProgressWriter", swiftSettings: strict),
    tests(of: "SiteServer", "CourseModel"),
    tests(of: "FolderWatch"),
    tests(
      of: "LabsCommand", "ChildProcess", "CourseLoader", "CourseModel", "SiteGenerator",
      exclude: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6]
)
