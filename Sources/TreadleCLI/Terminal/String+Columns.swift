extension String {
    /// How many columns of a terminal the text takes.
    var columns: Int { self.reduce(0) { $0 + $1.columns } }

    /// The text on one line: control characters, and those that turn the direction of text, become blanks or vanish.
    ///
    /// What was traced is anybody's text; written to a terminal as it is, it could move the cursor or forge a line.
    var onOneLine: String { self.makingSafe { _ in false } }

    /// The text with its line breaks, but without anything else that a terminal would act on.
    var onLines: String { self.makingSafe { $0 == "\n" } }

    /// The start of the text that fits, with an ellipsis where something is left out.
    func truncated(toColumns limit: Int) -> String {
        var end = self.startIndex
        var used = 0
        var endWithEllipsis = self.startIndex
        for index in self.indices {
            used += self[index].columns
            guard used <= limit else { return limit > 0 ? self[..<endWithEllipsis] + "…" : "" }
            end = self.index(after: index)
            if used < limit { endWithEllipsis = end }
        }
        return self
    }

    /// The text with blanks after it, or before it, up to a width.
    func padded(toColumns width: Int, onTheLeft: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - self.columns))
        return onTheLeft ? blanks + self : self + blanks
    }

    private func makingSafe(keeping isKept: (Unicode.Scalar) -> Bool) -> String {
        var safe = String.UnicodeScalarView()
        for scalar in self.unicodeScalars {
            switch scalar.value {
            case _ where isKept(scalar): safe.append(scalar)
            case 0x09, 0x0A, 0x0D: if safe.last != " " { safe.append(" ") }
            case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: continue
            default: safe.append(scalar)
            }
        }
        return String(safe)
    }
}

extension Character {
    /// 2 for the wide characters of East Asia and for emoji, 0 for what has no place of its own, else 1.
    fileprivate var columns: Int {
        guard let scalar = self.unicodeScalars.first else { return 0 }
        if scalar.value < 0x300 { return 1 }
        let isEmoji = scalar.properties.isEmojiPresentation || self.unicodeScalars.contains { $0.value == 0xFE0F }
        if isEmoji { return 2 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
