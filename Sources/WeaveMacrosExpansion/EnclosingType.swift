/// The type that a declaration stands in, by its name.
struct EnclosingType: Equatable {
    /// Its name with those of the types around it, such as `Mill.Loom`.
    let name: String
    /// Whether it is a protocol, and what stands in it may have no body.
    let isProtocol: Bool

    /// Reads what the compiler says stands around a declaration, the innermost first; `nil` outside of any type.
    init?(_ contexts: [String]) {
        var names: [String] = []
        var isProtocol = false
        for context in contexts {
            guard let (keyword, name) = Self.heading(of: context) else { break }
            if names.isEmpty { isProtocol = keyword == "protocol" }
            names.insert(name, at: 0)
            if keyword == "extension" { break }
        }
        guard !names.isEmpty else { return nil }
        self.name = names.joined(separator: ".")
        self.isProtocol = isProtocol
    }

    private static let keywords: Set = ["struct", "class", "actor", "enum", "extension", "protocol"]

    private static func heading(of source: String) -> (keyword: String, name: String)? {
        guard var reader = try? DeclarationReader(Array(source.utf8)) else { return nil }
        while let token = reader.take() {
            let keyword = reader.text(token.range)
            if token.is("@") {
                reader.returnToken()
                reader.skipAttribute()
            } else if keyword == "func" || keyword == "var" || keyword == "init" {
                return nil
            } else if Self.keywords.contains(keyword), let name = reader.current, name.kind == .word,
                reader.text(name.range) != "func"
            {
                return (keyword, reader.takeDottedName())
            }
        }
        return nil
    }
}

extension DeclarationReader {
    /// Takes `A.B` and gives it without backticks.
    mutating func takeDottedName() -> String {
        var name = ""
        while let token = self.current, token.kind == .word {
            name += self.text(token.range).filter { $0 != "`" }
            _ = self.take()
            guard let dot = self.current, dot.is(".") else { break }
            name += "."
            _ = self.take()
        }
        return name
    }
}
