// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "swift-client",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Treadle", path: "../..")],
    targets: [
        .executableTarget(
            name: "SwiftClient",
            dependencies: [.product(name: "TreadleWebSocketClient", package: "Treadle")])
    ]
)
