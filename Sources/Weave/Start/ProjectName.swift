internal import TreadleTracing

/// A project as a program names it: with its entity, or without.
struct ProjectName: Hashable, Sendable {
    /// What stands before the slash.
    var entity: String?
    /// The project's own name.
    var name: String

    /// The project of those who name none.
    static let standard = "era"

    /// Reads `entity/project` or `project`.
    ///
    /// - Throws: ``WeaveError`` with ``WeaveError/Code/invalidConfiguration``.
    init(_ text: String) throws(WeaveError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, parts.allSatisfy(Self.isName) else {
            throw .start(
                .invalidConfiguration, "the project must be \"entity/project\" or \"project\", without further slashes",
                "Use a name such as \"mill/looms\".")
        }
        self.entity = parts.count == 2 ? parts[0] : nil
        self.name = parts[parts.count - 1]
    }

    private static func isName(_ text: String) -> Bool {
        text.contains { $0 != " " } && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}
