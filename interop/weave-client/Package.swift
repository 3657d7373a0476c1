// swift-tools-version: 6.2
import PackageDescription

/// What `interop/test_weave_swift_client.py` runs: programs as users of `Weave` write them.
let package = Package(
    name: "weave-client",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Treadle", path: "../..")],
    targets: [
        .executableTarget(
            name: "WeaveClientTour",
            dependencies: [
                .product(name: "Weave", package: "Treadle"),
                .product(name: "TreadleTraceHTTP", package: "Treadle"),
                .product(name: "TreadleHTTPCurl", package: "Treadle"),
            ])
    ]
)
