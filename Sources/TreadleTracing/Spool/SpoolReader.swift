internal import TreadleCore
internal import TreadleTrace

/// Reads the frames of one extent, skipping what is damaged.
struct SpoolReader {
    private let stretch: SpooledStretch
    private var extent: SpoolExtent { self.stretch.extent }
    private var file: SegmentFile { self.stretch.file }
    /// What was read and not looked at yet.
    private var bytes: ArraySlice<UInt8> = []
    /// How many bytes into the extent the next frame starts.
    private var position = 0
    /// Whether the file ends before the extent does.
    private var isCutOff = false
    private(set) var damagedBytes = 0

    init(_ stretch: SpooledStretch) { self.stretch = stretch }

    /// Reads so many calls, or about so many bytes. A call that is longer is read nevertheless when it comes first.
    mutating func page(maximumCalls: Int, maximumBytes: Int) throws(SystemError) -> SpoolPage {
        var calls: [Call] = []
        try self.fill(maximumBytes)
        while calls.count < maximumCalls, !self.bytes.isEmpty {
            let reading = self.bytes.withUnsafeBytes {
                self.file.frame.read($0, at: self.extent.offset + self.position)
            }
            switch reading {
            case .frame(let length):
                let payload = self.bytes.dropFirst(SpoolFrame.headerSize).prefix(length)
                if let call = Self.call(from: payload) {
                    calls.append(call)
                } else {
                    self.damagedBytes += SpoolFrame.headerSize + length
                }
                self.move(SpoolFrame.headerSize + length)
            case .damage(let length):
                self.skipDamage(length)
            case .incomplete(let needed):
                if needed > self.extent.length - self.position || self.isCutOff {
                    // The record that a kill cut off, or a length that was damaged.
                    self.skipDamage(self.bytes.withUnsafeBytes { SpoolFrame.distanceToMark(in: $0) })
                } else if calls.isEmpty {
                    try self.fill(needed)
                } else {
                    return self.page(of: calls)
                }
            }
        }
        return self.page(of: calls)
    }

    private mutating func fill(_ count: Int) throws(SystemError) {
        let wanted = min(max(count, SpoolFrame.headerSize), self.extent.length - self.position)
        self.bytes = try self.stretch.read(at: self.extent.offset + self.position, count: wanted)[...]
        self.isCutOff = self.bytes.count < wanted
    }

    private mutating func move(_ length: Int) {
        self.bytes = self.bytes.dropFirst(length)
        self.position += length
    }

    private mutating func skipDamage(_ length: Int) {
        self.damagedBytes += length
        self.move(length)
    }

    private func page(of calls: [Call]) -> SpoolPage {
        // Nothing comes after the end of the file, so a page that reaches it is the last.
        let isLast = self.isCutOff && self.bytes.isEmpty
        let length = isLast ? self.extent.length : self.position
        let done = SpoolExtent(segment: self.extent.segment, offset: self.extent.offset, length: length)
        guard length < self.extent.length else { return SpoolPage(calls: calls, extent: done, rest: nil) }
        let rest = SpoolExtent(segment: done.segment, offset: done.end, length: self.extent.length - length)
        return SpoolPage(calls: calls, extent: done, rest: rest)
    }

    /// The call of a frame; `nil` when it is none. How deep its payloads nest was limited when they came in.
    private static func call(from payload: ArraySlice<UInt8>) -> Call? {
        (try? RawJSON(payload, limits: JSONLimits(maximumDepth: .max))).flatMap { try? Call(wire: $0) }
    }
}
