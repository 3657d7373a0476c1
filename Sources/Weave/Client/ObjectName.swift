internal import TreadleTrace

/// Names that objects are published under.
enum ObjectName {
    private static let maximumLength = 128

    /// A name that objects may have, made of any text as Weave's Python client makes it.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/invalidRequest`` where nothing of it is left.
    static func sanitized(_ text: String) throws -> String {
        var dashed: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            if scalar.isWord || scalar == "." {
                dashed.append(scalar)
            } else if dashed.last != "-" {
                dashed.append("-")
            }
        }
        var name: [Unicode.Scalar] = []
        var index = 0
        while index < dashed.count {
            let run = dashed[index...].prefix { $0 == "." || $0 == "_" || $0 == "-" }
            if run.count >= 2 { name.append("-") } else { name.append(dashed[index]) }
            index += max(run.count, 1)
        }
        let trimmed = name.drop { $0 == "-" || $0 == "_" }
        let end = trimmed.lastIndex { $0 != "-" && $0 != "_" }.map { $0 + 1 } ?? trimmed.startIndex
        let kept = trimmed[..<end].prefix(Self.maximumLength)
        guard !kept.isEmpty else {
            throw TraceError(.invalidRequest, "an object's name needs at least one letter or digit; choose another one")
        }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: kept)
        return String(scalars)
    }
}
