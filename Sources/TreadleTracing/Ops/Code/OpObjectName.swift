/// The name under which an op is published.
package enum OpObjectName {
    private static let maximumLength = 128

    /// A name as Weave's clients spell it: letters, digits, `_`, `.` and single `-` for all else.
    ///
    /// They refuse a name of which nothing is left; here that is `op`.
    package static func spelled(_ name: String) -> String {
        var scalars: [Unicode.Scalar] = []
        for scalar in name.unicodeScalars {
            if self.isWord(scalar) || scalar == "." {
                scalars.append(scalar)
            } else if scalars.last != "-" {
                scalars.append("-")
            }
        }
        var text = String.UnicodeScalarView()
        var run: [Unicode.Scalar] = []
        func flush() {
            text.append(contentsOf: run.count > 1 ? ["-"] : run)
            run = []
        }
        for scalar in scalars {
            if scalar == "." || scalar == "_" || scalar == "-" {
                run.append(scalar)
            } else {
                flush()
                text.append(scalar)
            }
        }
        flush()
        let isEdge = { (scalar: Unicode.Scalar) in scalar == "-" || scalar == "_" }
        var inner = text.drop(while: isEdge)
        while let last = inner.last, isEdge(last) { inner.removeLast() }
        return inner.isEmpty ? "op" : String(String.UnicodeScalarView(inner.prefix(self.maximumLength)))
    }

    /// What Python's `\w` matches.
    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar == "_" || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
                || ("0"..."9").contains(scalar)
        }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            true
        default: false
        }
    }
}
