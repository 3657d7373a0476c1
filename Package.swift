// swift-tools-version: 6.2
import CompilerPluginSupport
import PackageDescription

/// What a module may import stands here and nowhere else.
///
/// `scripts/check-graph` compares it with the list checked in as `docs/dependencies.txt`. Arrows point down only, and
/// adapters never see each other.
struct Module {
    var name: String
    var dependencies: [String] = []
    var isProduct = true
}

// C edge: a module map and a shim each, nothing compiled. Each is imported by one module below; wslay by its two ends.
let systemLibraries: [Target] = [
    .systemLibrary(
        name: "CTreadleCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .systemLibrary(
        name: "CTreadleCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .systemLibrary(
        name: "CTreadleMicroHTTPD", pkgConfig: "libmicrohttpd",
        providers: [.apt(["libmicrohttpd-dev"]), .brew(["libmicrohttpd"])]),
    .systemLibrary(name: "CTreadleWSLay", providers: [.apt(["libwslay-dev"]), .brew(["wslay"])]),
    .systemLibrary(
        name: "CTreadleSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(
        name: "CTreadleXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]),
    .systemLibrary(name: "CTreadleLinux"),
]

let modules: [Module] = [
    // vocabulary
    Module(name: "TreadleCore", dependencies: ["CTreadleCrypto", "CTreadleXXHash"]),
    // interfaces
    Module(name: "TreadleHTTP", dependencies: ["TreadleCore"]),
    Module(name: "TreadleTrace", dependencies: ["TreadleCore"]),
    // kits
    Module(name: "TreadleTracing", dependencies: ["TreadleCore", "TreadleTrace"]),
    Module(name: "TreadleTools", dependencies: ["TreadleCore", "TreadleTracing"]),
    Module(name: "TreadleModels", dependencies: ["TreadleCore", "TreadleTools", "TreadleTracing"]),
    // features
    Module(name: "TreadleModelsOpenAI", dependencies: ["TreadleCore", "TreadleHTTP", "TreadleModels", "TreadleTools"]),
    // services
    Module(
        name: "TreadleBackend",
        dependencies: ["TreadleCore", "TreadleHTTP", "TreadleModels", "TreadleTools", "TreadleTracing"]),
    // adapters
    Module(name: "TreadleHTTPCurl", dependencies: ["TreadleCore", "TreadleHTTP", "CTreadleCurl"]),
    Module(
        name: "TreadleHTTPServer",
        dependencies: ["TreadleCore", "TreadleHTTP", "CTreadleMicroHTTPD", "CTreadleWSLay", "CTreadleLinux"]),
    Module(name: "TreadleTraceSQLite", dependencies: ["TreadleCore", "TreadleTrace", "CTreadleSQLite"]),
    Module(name: "TreadleTraceHTTP", dependencies: ["TreadleCore", "TreadleHTTP", "TreadleTrace"]),
    Module(name: "TreadleWebSocketClient", dependencies: ["TreadleCore", "TreadleHTTP", "CTreadleWSLay"]),
    // doubles
    Module(
        name: "TreadleTesting",
        dependencies: ["TreadleCore", "TreadleHTTP", "TreadleModels", "TreadleTools", "TreadleTrace", "TreadleTracing"]),
]

/// What a program imports to be traced: the kit, and the adapters it needs to reach a server.
let weave = Module(
    name: "Weave",
    dependencies: [
        "TreadleCore", "TreadleHTTP", "TreadleTrace", "TreadleTracing", "TreadleHTTPCurl", "TreadleTraceHTTP",
    ])

/// `@Op`, for those who want it: what the compiler asks, what it is answered, and what the answers call.
let macroPlugin = Module(name: "WeaveMacrosPlugin", dependencies: ["WeaveMacrosExpansion"])
let macros: [Module] = [
    Module(name: "WeaveMacrosExpansion", isProduct: false),
    Module(name: "WeaveMacros", dependencies: ["TreadleTracing", "WeaveMacrosPlugin"]),
]

let command = Module(
    name: "TreadleCLI",
    dependencies: [
        "TreadleCore", "TreadleHTTP", "TreadleTrace", "TreadleTracing", "TreadleTools", "TreadleModels",
        "TreadleModelsOpenAI",
        "TreadleBackend", "TreadleHTTPCurl", "TreadleHTTPServer", "TreadleTraceSQLite", "TreadleTraceHTTP",
    ],
    isProduct: false)

/// Test targets; each mirrors `Sources/<Target>` path for path, or proves several modules together.
let tests: [Module] = [
    Module(name: "TreadleCoreTests", dependencies: ["TreadleCore"]),
    Module(name: "TreadleHTTPTests", dependencies: ["TreadleHTTP", "TreadleCore"]),
    Module(
        name: "TreadleHTTPServerTests",
        dependencies: ["TreadleHTTPServer", "TreadleHTTP", "TreadleCore", "TreadleTesting"]),
    Module(
        name: "TreadleHTTPCurlTests",
        dependencies: ["TreadleHTTPCurl", "TreadleHTTP", "TreadleCore", "TreadleHTTPServer", "TreadleTesting"]),
    Module(name: "TreadleTraceTests", dependencies: ["TreadleTrace", "TreadleCore", "TreadleTesting"]),
    Module(
        name: "TreadleTracingTests", dependencies: ["TreadleTracing", "TreadleTrace", "TreadleCore", "TreadleTesting"]),
    Module(name: "TreadleToolsTests", dependencies: ["TreadleTools", "TreadleCore", "TreadleTesting"]),
    Module(
        name: "TreadleModelsTests",
        dependencies: ["TreadleModels", "TreadleTools", "TreadleCore", "TreadleTracing", "TreadleTesting"]),
    Module(
        name: "TreadleModelsOpenAITests",
        dependencies: [
            "TreadleModelsOpenAI", "TreadleModels", "TreadleTools", "TreadleHTTP", "TreadleCore", "TreadleTracing",
            "TreadleTesting",
        ]),
    Module(
        name: "TreadleBackendTests",
        dependencies: [
            "TreadleBackend", "TreadleModels", "TreadleTools", "TreadleHTTP", "TreadleTrace", "TreadleTracing",
            "TreadleCore",
            "TreadleTesting",
        ]),
    Module(
        name: "TreadleTraceSQLiteTests",
        dependencies: ["TreadleTraceSQLite", "TreadleTrace", "TreadleCore", "TreadleTesting"]),
    Module(
        name: "TraceConformanceTests",
        dependencies: [
            "TreadleTrace", "TreadleTraceSQLite", "TreadleTraceHTTP", "TreadleHTTP", "TreadleCore", "TreadleTesting",
        ]),
    Module(
        name: "TreadleWebSocketClientTests",
        dependencies: ["TreadleWebSocketClient", "TreadleHTTPServer", "TreadleHTTP", "TreadleCore", "TreadleTesting"]),
    Module(
        name: "WeaveTests",
        dependencies: [
            "Weave", "TreadleTracing", "TreadleTrace", "TreadleTraceHTTP", "TreadleTraceSQLite", "TreadleHTTP",
            "TreadleHTTPCurl", "TreadleHTTPServer", "TreadleCore", "TreadleTesting",
        ]),
    Module(name: "WeaveMacrosExpansionTests", dependencies: ["WeaveMacrosExpansion", "TreadleTesting"]),
    Module(
        name: "SnippetTests", dependencies: ["TreadleTools", "TreadleCore", "TreadleTesting"]),
    Module(
        name: "WeaveMacrosTests",
        dependencies: ["WeaveMacros", "TreadleTracing", "TreadleTrace", "TreadleCore", "TreadleTesting"]),
    Module(
        name: "TreadleCLITests",
        dependencies: [
            "TreadleCLI", "TreadleCore", "TreadleHTTP", "TreadleTrace", "TreadleTraceHTTP", "TreadleTraceSQLite",
            "TreadleTesting",
        ]),
    Module(
        name: "EndToEndTests",
        dependencies: [
            "TreadleCLI", "TreadleBackend", "TreadleHTTPServer", "TreadleHTTPCurl", "TreadleHTTP", "TreadleModels",
            "TreadleModelsOpenAI", "TreadleTools", "TreadleTrace", "TreadleTraceHTTP", "TreadleTraceSQLite",
            "TreadleTracing",
            "TreadleCore",
            "TreadleTesting",
        ]),
]

/// Programs that tests run as processes of their own; they lie in `Tests/Support`.
let probes: [Module] = [
    Module(name: "WeaveProbe", dependencies: ["Weave"]),
    Module(
        name: "WeaveSnippets",
        dependencies: [
            "Weave", "WeaveMacros", "TreadleTrace", "TreadleTraceHTTP", "TreadleHTTPServer", "TreadleCore",
            "TreadleTesting",
        ]),
]

/// Built only where it is asked for (`scripts/fuzz`): its `main` is libFuzzer's.
let fuzzer: [Module] =
    Context.environment["TREADLE_FUZZ"] == nil
    ? []
    : [
        Module(
            name: "TreadleFuzz",
            dependencies: [
                "TreadleCore", "TreadleHTTP", "TreadleTrace", "TreadleTraceHTTP", "TreadleTraceSQLite",
                "TreadleTesting",
            ])
    ]

/// Built only where it is asked for: what a traced call costs, and the client that `interop` kills.
let benchmarks: [Module] =
    Context.environment["TREADLE_BENCHMARKS"] == nil
    ? []
    : [
        Module(
            name: "TreadleBenchmarks",
            dependencies: [
                "TreadleCore", "TreadleHTTP", "TreadleHTTPCurl", "TreadleTrace", "TreadleTraceHTTP", "TreadleTracing",
                "Weave",
            ])
    ]

let sharedSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func dependencies(of module: Module) -> [Target.Dependency] { module.dependencies.map { .byName(name: $0) } }

let package = Package(
    name: "Treadle",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "treadle", targets: ["treadle"])]
        + (modules + [weave] + macros).filter(\.isProduct).map { .library(name: $0.name, targets: [$0.name]) },
    targets: systemLibraries
        + (modules + [weave] + macros).map {
            .target(name: $0.name, dependencies: dependencies(of: $0), swiftSettings: sharedSettings)
        }
        + [
            .macro(
                name: macroPlugin.name, dependencies: dependencies(of: macroPlugin), swiftSettings: sharedSettings),
            .target(name: command.name, dependencies: dependencies(of: command), swiftSettings: sharedSettings),
            .executableTarget(name: "treadle", dependencies: ["TreadleCLI"], swiftSettings: sharedSettings),
        ]
        + probes.map {
            .executableTarget(
                name: $0.name, dependencies: dependencies(of: $0), path: "Tests/Support/\($0.name)",
                swiftSettings: sharedSettings)
        }
        + fuzzer.map {
            .executableTarget(
                name: $0.name, dependencies: dependencies(of: $0), path: "Fuzz/Sources", swiftSettings: sharedSettings)
        }
        + benchmarks.map {
            .executableTarget(
                name: $0.name, dependencies: dependencies(of: $0), path: "Benchmarks/Sources",
                swiftSettings: sharedSettings)
        }
        + tests.map { .testTarget(name: $0.name, dependencies: dependencies(of: $0), swiftSettings: sharedSettings) }
)
