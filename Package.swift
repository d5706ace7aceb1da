// swift-tools-version: 6.2
import PackageDescription

/// Our own code builds without a single warning; the compiler sees to it, here and in every command.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]
/// The stack that our C writes on is watched over, and in a build for release the C library's own calls are told how large
/// their targets are; without optimisation they cannot know.
let strictC: [CSetting] = [
  .treatAllWarnings(as: .error), .unsafeFlags(["-fstack-protector-strong"]),
  .define("_FORTIFY_SOURCE", to: "3", .when(configuration: .release)),
]

/// A program that starts anew for every report must start fast. Types that are made at run time are asked for directly,
/// not by their names, for which the run time would look through every conformance of the program; and no symbol is
/// offered to libraries, none of which asks for any. Measured in Benchmarks/measured.md.
let quick: [SwiftSetting] = [
  .unsafeFlags(
    ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"], .when(configuration: .release))
]
/// All of a program's addresses of libraries are looked up when it starts and can be changed no more (full RELRO).
let quickLink: [LinkerSetting] = [
  .unsafeFlags(["-Xlinker", "-z", "-Xlinker", "relro", "-Xlinker", "-z", "-Xlinker", "now"]),
  .unsafeFlags(["-Xlinker", "--no-export-dynamic"], .when(configuration: .release)),
]

/// With the trait `Static` a program takes the system's libraries with it and has none to load when it starts; where it
/// lies in memory is still left to chance. A library path (SwiftPM's `$ORIGIN`) has no place in such a program, which
/// would end before it begins: build with `--disable-local-rpath`. Not for duty-admin, whose imports find the tables of
/// Chinese encodings among the system's files.
let aloneLink: [LinkerSetting] =
  quickLink + [
    .unsafeFlags(
      ["-static-executable", "-use-ld=lld", "-Xclang-linker", "-static-pie"],
      .when(configuration: .release, traits: ["Static"]))
  ]

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let digests = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "sitting-whistle",
  products: [
    .executable(name: "duty-desk", targets: ["duty-desk"]),
    .executable(name: "duty-report", targets: ["duty-report"]),
    .executable(name: "duty-admin", targets: ["duty-admin"]),
  ],
  traits: [
    .trait(name: "Excel", description: "Reports as Excel workbooks, written with libxlsxwriter."),
    .trait(name: "Static", description: "A desk and a reporter that load no library: they start in less time."),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    .target(
      name: "CTerminal", cSettings: strictC,
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(
      name: "Resources", path: "Resources",
      exclude: [
        "alarm_words.csv", "calendar.csv", "categories.csv", "category_items.csv", "category_words.csv",
        "departments.csv", "drill.csv", "grids.csv", "playbooks.csv", "powers.csv", "profiles", "reports.schema.json",
        "responsibilities.csv",
      ],
      sources: ["resources.c"], cSettings: strictC),

    .target(name: "CSystem", cSettings: strictC, linkerSettings: [.linkedLibrary("crypt")]),

    .target(name: "DutyCore", swiftSettings: strict + quick),
    .target(name: "DutySystem", dependencies: ["CSystem", "DutyCore"], swiftSettings: strict + quick),
    .target(name: "DutyTables", dependencies: ["DutyCore", "DutySystem"], swiftSettings: strict + quick),
    .target(
      name: "DutyLists", dependencies: ["DutyCore", "DutySystem", "DutyTables", "Resources"],
      swiftSettings: strict + quick),
    .target(
      name: "DutyLedger", dependencies: ["CSystem", "DutyCore", "DutySystem", database, sqlite, digests],
      swiftSettings: strict + quick),
    .target(
      name: "DutyIntake", dependencies: ["DutyCore", "DutyLedger", "DutySystem", "DutyTables"],
      swiftSettings: strict + quick),
    .target(
      name: "DutyPractice", dependencies: ["DutyCore", "DutyLedger", "DutyLists", "DutySystem", "DutyTables"],
      swiftSettings: strict + quick),
    .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(
      name: "DutyReports",
      dependencies: [
        "CSystem", "DutyCore", "DutyLedger", "DutySystem", "DutyTables", digests,
        .target(name: "CXlsxWriter", condition: .when(traits: ["Excel"])),
      ],
      swiftSettings: strict + quick),
    .target(name: "DeskUI", dependencies: ["DutyCore"], swiftSettings: strict + quick),

    .executableTarget(
      name: "duty-desk",
      dependencies: [
        "CSystem", "CTerminal", "DeskUI", "DutyCore", "DutyLedger", "DutyPractice", "DutyReports", "DutySystem",
        arguments,
      ],
      swiftSettings: strict + quick, linkerSettings: aloneLink),
    .executableTarget(
      name: "duty-report", dependencies: ["DutyCore", "DutyLedger", "DutyReports", "DutySystem", arguments],
      swiftSettings: strict + quick, linkerSettings: aloneLink),
    .executableTarget(
      name: "duty-admin",
      dependencies: [
        "DutyCore", "DutyIntake", "DutyLedger", "DutyLists", "DutyPractice", "DutyReports", "DutySystem", "DutyTables",
        arguments,
      ],
      swiftSettings: strict + quick, linkerSettings: quickLink),

    .target(name: "TestSupport", dependencies: ["DutyCore"], path: "Tests/Support", swiftSettings: strict),
    .testTarget(
      name: "DutyCoreTests", dependencies: ["DutyCore", "TestSupport"],
      exclude: ["lifecycle.csv", "rectification.csv", "room.csv"],
      swiftSettings: strict),
    .testTarget(
      name: "DutyLedgerTests",
      dependencies: [
        "DutyCore", "DutyIntake", "DutyLedger", "DutyLists", "DutyPractice", "DutySystem", "DutyTables", "TestSupport",
        "duty-admin", "duty-report", database,
      ],
      exclude: ["Frozen", "Past"], swiftSettings: strict),
    .testTarget(
      name: "DeskUITests", dependencies: ["DeskUI", "DutyCore", "DutyLedger", "CTerminal", "TestSupport"],
      exclude: ["Plain", "Scripts"],
      swiftSettings: strict),
    .testTarget(
      name: "DutyReportsTests",
      dependencies: ["DutyReports", "DutyIntake", "DutyLedger", "DutyTables", "DutyCore", "TestSupport", digests],
      exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(name: "HouseTests", exclude: ["exceptions.txt"], swiftSettings: strict),
    .testTarget(
      name: "ProgramTests",
      dependencies: [
        "DeskUI", "DutyCore", "DutyLedger", "DutySystem", "TestSupport", "duty-desk", "duty-admin", "duty-report",
        database,
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
