internal import TreadleCore

/// Cuts a declaration or an expression out of a Swift file: from the start of a line to where its brackets close.
///
/// It knows comments, strings of all kinds and extended regular expressions, so that brackets in them do not count.
/// Whatever the file holds, it ends; where it finds no end there is no excerpt.
struct SourceExcerpt {
    /// Longer code is cut.
    static let maximumSize = 64 << 10

    /// Texts in texts that go deeper are no code that people wrote.
    private static let maximumNesting = 64

    private let text: [UInt8]
    private var index: Int
    private var depth = 0
    private var hasBrackets = false
    /// The last byte that says something.
    private var last: UInt8 = 0
    /// How many texts are open, each in the one before.
    private var nesting = 0
    private var hasGivenUp = false

    /// The code that begins in a line, counted from 1, less the indentation of that line; `nil` where there is none.
    static func text(of file: [UInt8], line: Int) -> String? {
        guard let start = self.start(ofLine: line, in: file) else { return nil }
        var excerpt = SourceExcerpt(text: file, index: start)
        guard let end = excerpt.end() else { return nil }
        return self.outdented(file[start..<end])
    }

    private init(text: [UInt8], index: Int) {
        self.text = text
        self.index = index
    }

    private static func start(ofLine line: Int, in file: [UInt8]) -> Int? {
        guard line > 0 else { return nil }
        var start = 0
        for _ in 1..<line {
            guard let end = file[start...].firstIndex(of: 0x0A) else { return nil }
            start = end + 1
        }
        return start < file.count ? start : nil
    }

    private var byte: UInt8 { self.index < self.text.count ? self.text[self.index] : 0 }

    private func has(_ word: StaticString, at index: Int) -> Bool {
        guard index + word.utf8CodeUnitCount <= self.text.count else { return false }
        return (0..<word.utf8CodeUnitCount).allSatisfy { self.text[index + $0] == word.utf8Start[$0] }
    }

    /// Where the excerpt ends, or `nil` where its brackets never close or it has none.
    private mutating func end() -> Int? {
        while self.index < self.text.count {
            let start = self.index
            if self.skipCommentOrLiteral() {
                if self.index - start > 1, !self.has("//", at: start), !self.has("/*", at: start) {
                    self.last = UInt8(ascii: "\"")
                }
                continue
            }
            switch self.byte {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                self.depth += 1
                self.hasBrackets = true
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                // The end of something around it.
                if self.depth == 0 { return self.hasBrackets ? self.index : nil }
                self.depth -= 1
            case UInt8(ascii: ";") where self.depth == 0 && self.hasBrackets: return self.index
            case UInt8(ascii: ",") where self.depth == 0 && self.hasClosed: return self.index
            case 0x0A where self.depth == 0:
                if self.hasBrackets {
                    guard let next = self.continuation(after: self.index) else { return self.index }
                    self.index = next
                    continue
                }
                // A line that says nothing, and nothing before it: there is no code here.
                if self.last == 0 { return nil }
            default: break
            }
            if self.byte > 0x20 { self.last = self.byte }
            self.index += 1
        }
        return self.depth == 0 && self.hasBrackets && !self.hasGivenUp ? self.index : nil
    }

    private var hasClosed: Bool {
        self.last == UInt8(ascii: ")") || self.last == UInt8(ascii: "]") || self.last == UInt8(ascii: "}")
    }

    /// Where that begins which comes after a line break and still belongs to it: a body, an effect, a result, a chained
    /// call; `nil` where nothing does.
    private func continuation(after lineBreak: Int) -> Int? {
        var next = SourceExcerpt(text: self.text, index: lineBreak)
        while next.index < next.text.count {
            if next.byte <= 0x20 {
                next.index += 1
            } else if !next.skipComment() {
                break
            }
        }
        let goesOn =
            if self.last == UInt8(ascii: "}") {
                next.byte == UInt8(ascii: ".")
            } else {
                next.byte == UInt8(ascii: "{") || next.byte == UInt8(ascii: ".") || next.has("->", at: next.index)
                    || ["async", "throws", "rethrows", "where"].contains { next.has($0, at: next.index) }
                    || self.last == UInt8(ascii: "=") || self.last == UInt8(ascii: ",")
            }
        return goesOn ? next.index : nil
    }

    private mutating func skipComment() -> Bool {
        if self.has("//", at: self.index) {
            // The line break stays: it may be the end.
            while self.index < self.text.count, self.byte != 0x0A { self.index += 1 }
            return true
        }
        guard self.has("/*", at: self.index) else { return false }
        var depth = 0
        repeat {
            if self.has("/*", at: self.index) {
                depth += 1
                self.index += 2
            } else if self.has("*/", at: self.index) {
                depth -= 1
                self.index += 2
            } else {
                self.index += 1
            }
        } while depth > 0 && self.index < self.text.count
        return true
    }

    private mutating func skipCommentOrLiteral() -> Bool {
        if self.skipComment() { return true }
        var hashes = 0
        while self.index + hashes < self.text.count, self.text[self.index + hashes] == UInt8(ascii: "#") { hashes += 1 }
        let start = self.index + hashes
        if self.has("\"\"\"", at: start) {
            self.skipString(from: start + 3, quotes: 3, hashes: hashes)
        } else if self.has("\"", at: start) {
            self.skipString(from: start + 1, quotes: 1, hashes: hashes)
        } else if hashes > 0, self.has("/", at: start) {
            self.index = start + 1
            while self.index < self.text.count,
                !(self.byte == UInt8(ascii: "/") && self.hasHashes(hashes, at: self.index + 1))
            {
                self.index += 1
            }
            self.index = min(self.index + 1 + hashes, self.text.count)
        } else {
            // The last of them is left, so that they are counted once.
            self.index += max(0, hashes - 1)
            return false
        }
        return true
    }

    private func hasHashes(_ count: Int, at index: Int) -> Bool {
        index + count <= self.text.count && self.text[index..<index + count].allSatisfy { $0 == UInt8(ascii: "#") }
    }

    private mutating func skipString(from start: Int, quotes: Int, hashes: Int) {
        self.index = start
        while self.index < self.text.count {
            if self.byte == UInt8(ascii: "\\"), self.hasHashes(hashes, at: self.index + 1) {
                self.index += 1 + hashes
                if self.byte == UInt8(ascii: "(") { self.skipInterpolation() } else { self.index += 1 }
            } else if self.byte == UInt8(ascii: "\""), quotes == 1 || self.has("\"\"\"", at: self.index),
                self.hasHashes(hashes, at: self.index + quotes)
            {
                self.index += quotes + hashes
                return
            } else if self.byte == 0x0A, quotes == 1 {
                // No string ends so; what follows is read as code again.
                return
            } else {
                self.index += 1
            }
        }
        self.index = min(self.index, self.text.count)
    }

    private mutating func skipInterpolation() {
        self.nesting += 1
        defer { self.nesting -= 1 }
        guard self.nesting <= Self.maximumNesting else {
            self.hasGivenUp = true
            self.index = self.text.count
            return
        }
        var depth = 0
        while self.index < self.text.count {
            if self.skipCommentOrLiteral() { continue }
            if self.byte == UInt8(ascii: "(") { depth += 1 }
            if self.byte == UInt8(ascii: ")") { depth -= 1 }
            self.index += 1
            if depth == 0 { return }
        }
    }

    private static func outdented(_ code: ArraySlice<UInt8>) -> String? {
        let indentation = code.prefix { $0 == 0x20 || $0 == 0x09 }
        let lines = code.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            line.starts(with: indentation) ? line.dropFirst(indentation.count) : line
        }
        var text = String(decoding: Array(lines.joined(separator: [0x0A])), as: UTF8.self)
        while let end = text.last, end.isWhitespace { text.removeLast() }
        guard text.utf8.count > self.maximumSize else { return text.isEmpty ? nil : text }
        return String(decoding: Array(text.utf8.prefix(self.maximumSize)), as: UTF8.self)
    }
}
