internal import TreadleCore

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Finds the lines that part a body.
struct BoundarySearch {
    /// A line that parts, with the line break before it.
    struct Line: Equatable {
        /// From the line break before it to the one behind it, both included; the first line has none before it.
        var range: Range<Int>
        /// Whether nothing comes behind it.
        var isLast: Bool
    }

    /// Line break, two dashes, boundary.
    private let pattern: [UInt8]

    init(_ boundary: MultipartBoundary) { self.pattern = [UInt8](utf8: "\r\n--") + boundary.bytes }

    /// The first line of all: at the very start, or after a preamble.
    func firstLine(in bytes: ArraySlice<UInt8>) -> Line? {
        if bytes.starts(with: self.pattern.dropFirst(2)),
            let line = self.line(
                in: bytes, from: bytes.startIndex, patternEnd: bytes.startIndex + self.pattern.count - 2)
        {
            return line
        }
        return self.line(in: bytes, from: bytes.startIndex)
    }

    /// The next line from an index on.
    ///
    /// - Complexity: O(n), whatever the content: the pattern starts with the only carriage return in it, so that places
    ///   where it nearly stands do not overlap.
    func line(in bytes: ArraySlice<UInt8>, from index: Int) -> Line? {
        bytes.withUnsafeBufferPointer { buffer in
            let offset = bytes.startIndex
            var index = index - offset
            while let start = self.find(in: buffer, from: index) {
                if let line = self.line(
                    in: bytes, from: start + offset, patternEnd: start + offset + self.pattern.count)
                {
                    return line
                }
                // Some longer word that starts like it: content.
                index = start + self.pattern.count
            }
            return nil
        }
    }

    /// The place of the pattern.
    private func find(in buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = buffer.baseAddress else { return nil }
        return self.pattern.withUnsafeBufferPointer { pattern in
            guard let wanted = pattern.baseAddress else { return nil }
            var index = start
            while buffer.count - index >= pattern.count {
                let found = memchr(base + index, Int32(wanted[0]), buffer.count - pattern.count + 1 - index)
                guard let found else { return nil }
                index = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
                if memcmp(base + index, wanted, pattern.count) == 0 { return index }
                index += 1
            }
            return nil
        }
    }

    /// The whole line, if behind the boundary there is nothing but two dashes, white space and a line break.
    private func line(in bytes: ArraySlice<UInt8>, from start: Int, patternEnd: Int) -> Line? {
        var rest = bytes[patternEnd...]
        let isLast = rest.starts(with: [UInt8(ascii: "-"), UInt8(ascii: "-")])
        if isLast { rest = rest.dropFirst(2) }
        rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        if rest.starts(with: [0x0D, 0x0A]) { return Line(range: start..<rest.startIndex + 2, isLast: isLast) }
        // The last line of all may lack its end.
        return isLast && rest.isEmpty ? Line(range: start..<rest.endIndex, isLast: true) : nil
    }
}
