internal import FoundationEssentials
internal import TreadleCore
internal import Weave

/// Tracing as programs start it, with a spool of its own that is gone afterwards.
enum BenchSession {
    static func start(_ target: String, spool: String? = nil) async throws -> Weave.Session {
        var options = Weave.Options()
        // A null server knows no projects.
        options.ensuresProjectExists = false
        options.showsLink = false
        options.spool = .directory(
            spool ?? "\(FileManager.default.temporaryDirectory.path)/treadle-bench-\(UUIDv7.make())")
        return try await Weave.start(
            "bench/proj", to: .url(target, apiKey: String(repeating: "k", count: 40)), options: options)
    }
}
