package import TreadleCore

extension RawJSON {
    /// This value with another one at the end of a path; `nil` where nothing is there. Everything else keeps its bytes.
    package func replacing(at path: JSONPath, with value: RawJSON) -> RawJSON? {
        guard let range = self.bytes.withUnsafeBufferPointer({ path.range(in: $0) }) else { return nil }
        let start = self.bytes.startIndex
        var bytes: [UInt8] = []
        bytes.reserveCapacity(self.bytes.count - range.count + value.bytes.count)
        bytes.append(contentsOf: self.bytes[..<(start + range.lowerBound)])
        bytes.append(contentsOf: value.bytes)
        bytes.append(contentsOf: self.bytes[(start + range.upperBound)...])
        return RawJSON(unchecked: bytes[...])
    }
}
