import Foundation
import Testing

/// The compiler holds both clients to one definition; these hold them to the same defaults.
struct SurfaceTests {
    @Test func `Both clients declare the same methods with the same defaults`() throws {
        let async = try Self.declarations(of: "AsyncWeaveClient", in: "Async")
        let blocking = try Self.declarations(of: "WeaveClient", in: "Blocking")
        #expect(async.count > 40)
        #expect(async.subtracting(blocking) == [] && blocking.subtracting(async) == [])
    }

    /// All public functions of a client, with what may differ taken out.
    private static func declarations(of name: String, in folder: String) throws -> Set<String> {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
        let sources = tests.appending(path: "../../../Sources/Weave/Client/\(folder)").standardized
        let files = try FileManager.default.contentsOfDirectory(at: sources, includingPropertiesForKeys: nil)
        var declarations: Set<String> = []
        for file in files where file.lastPathComponent.hasPrefix(name) {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /public (?:static )?(?:convenience )?(?:func|init)[^\{]*/) {
                let words = match.output.replacing("async ", with: "").replacing("AsyncPaginator", with: "Paginator")
                    .replacing("AsyncWeaveClient", with: "WeaveClient").split { $0.isWhitespace }
                declarations.insert(words.joined(separator: " ").replacing("( ", with: "(").replacing(" )", with: ")"))
            }
        }
        return declarations
    }
}
