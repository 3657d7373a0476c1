internal import TreadleCore

/// A `.netrc` file, read: passwords by machine.
///
/// As Python's `netrc` reads it: tokens between white space, quoted or not; `#` where a keyword may stand begins a comment;
/// a `macdef` goes on to a blank line; of a machine that stands twice, the last entry counts; `default` is for all others.
struct NetrcFile: Sendable {
    private var passwords: [String: Secret] = [:]
    private var fallback: Secret?
    /// The first line that could not be read; what stands from there on is left out. It is never quoted: it may hold a
    /// secret.
    private(set) var malformedLine: Int?

    /// Reads a file's contents, as far as they are well formed.
    init(_ contents: [UInt8]) {
        var lexer = Lexer(contents)
        reading: while let keyword = lexer.next() {
            let line = lexer.tokenLine
            switch keyword {
            case _ where keyword.hasPrefix("#"): lexer.skipLine()
            case "machine":
                guard let machine = lexer.next() else {
                    self.malformedLine = line
                    break reading
                }
                if let password = Self.password(&lexer) { self.passwords[machine.lowercased()] = Secret(password) }
            case "default": self.fallback = Self.password(&lexer).map { Secret($0) }
            case "macdef": lexer.skipMacro()
            default:
                self.malformedLine = line
                break reading
            }
        }
    }

    /// The password for one of these machines, the first that is there; else that of all others.
    func password(for machines: [String]) -> Secret? {
        machines.lazy.compactMap { self.passwords[$0.lowercased()] }.first ?? self.fallback
    }

    /// Reads on to the next entry.
    private static func password(_ lexer: inout Lexer) -> String? {
        var password: String?
        while true {
            let before = lexer
            guard let keyword = lexer.next() else { break }
            if keyword.hasPrefix("#") {
                lexer.skipLine()
            } else if keyword == "login" || keyword == "user" || keyword == "account" {
                _ = lexer.next()
            } else if keyword == "password" {
                password = lexer.next()
            } else {
                // The next entry's, or what the caller says is malformed.
                lexer = before
                break
            }
        }
        return password.flatMap { $0.isEmpty ? nil : $0 }
    }
}
