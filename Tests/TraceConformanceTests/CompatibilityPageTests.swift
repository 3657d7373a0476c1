import Foundation
import Testing
import TreadleHTTP
import TreadleTesting

@testable import TreadleTraceHTTP

/// `docs/weave-compatibility.md` says which paths are answered.
@Suite struct CompatibilityPageTests {
    /// Paths in the first column of the page's first table, by whether the second one says that they are served.
    private static func paths() throws -> (served: Set<String>, absent: Set<String>) {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../docs/weave-compatibility.md")
        var served: Set<String> = []
        var absent: Set<String> = []
        for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n") {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
            guard cells.count == 4 else { continue }
            let paths = cells[1].split(separator: "`").map(String.init).filter {
                ["GET /", "POST /", "PUT /"].contains(where: $0.hasPrefix) || $0.hasPrefix("PUT /")
            }
            if cells[2].contains("404") { absent.formUnion(paths) } else { served.formUnion(paths) }
        }
        return (served, absent)
    }

    @Test func `every path that is answered stands on the page`() throws {
        let served = try Self.paths().served
        for endpoint in TraceEndpoint.all {
            let path = "\(endpoint.method) /\(endpoint.pattern.joined(separator: "/"))"
            #expect(served.contains(path), "\(path)")
        }
    }

    @Test func `what the page calls absent is answered 404, and gets to the trace API`() async throws {
        let absent = try Self.paths().absent
        #expect(absent.count >= 10)
        for line in absent {
            let path = String(line.split(separator: " ")[1])
            let response = await TraceResponder(InMemoryTraceStore()).respond(
                to: HTTPRequest(.post, path, body: .text("{}")))
            #expect(response.status == 404, "\(path)")
            #expect(TraceResponder.handles(path: path), "\(path)")
        }
    }
}
