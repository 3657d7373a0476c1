// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "weave-swift",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Treadle", path: "../..")],
    targets: [
        .executableTarget(name: "Era", dependencies: [.product(name: "Weave", package: "Treadle")]),
        .executableTarget(name: "AsyncClient", dependencies: [.product(name: "Weave", package: "Treadle")]),
    ]
)
