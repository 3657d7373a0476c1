internal import TreadleCore
internal import TreadleTrace

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Makes `{"batch":[…]}` of frames: they are taken out of memory, or read where the text goes and moved together.
///
/// Checksums are not looked at: these are frames that this process wrote moments ago, and whoever takes them parses them.
struct EncodedDocument {
    private static let opening = StaticString(#"{"batch":["#)
    private static let closing = StaticString("]}")

    private let memory: UnsafeMutablePointer<UInt8>
    /// How far the text goes. A frame's header is longer than a comma, so text never overtakes what is still to be read.
    private var count = 0
    /// Where the payloads are.
    private var payloads: [Range<Int>] = []

    private init(_ memory: UnsafeMutablePointer<UInt8>) {
        self.memory = memory
        self.put(Self.opening)
    }

    /// The calls in some extents by project, in the order in which the projects come up; `nil` when something else than
    /// whole frames is there.
    static func calls(in stretches: [SpooledStretch]) throws(SystemError) -> [EncodedCalls]? {
        var payloads: [Range<Int>]?
        var failure: SystemError?
        let capacity = stretches.reduce(64) { $0 + $1.extent.length }
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            var document = EncodedDocument(base)
            do throws(SystemError) {
                for stretch in stretches {
                    guard try document.append(stretch) else { return }
                }
            } catch {
                failure = error
                return
            }
            document.put(Self.closing)
            payloads = document.payloads
            count = document.count
        }
        if let failure { throw failure }
        return payloads.flatMap { Self.byProject(bytes, $0) }
    }

    /// Adds the frames of an extent. Returns whether nothing but whole frames is there.
    private mutating func append(_ stretch: SpooledStretch) throws(SystemError) -> Bool {
        let extent = stretch.extent
        if let frames = stretch.open?.memory(at: extent.offset, count: extent.length) {
            // Not let go of before the frames are copied.
            defer { withExtendedLifetime(stretch.open) {} }
            return self.append(frames)
        }
        let start = self.count + SpoolFrame.headerSize
        let place = UnsafeMutableRawBufferPointer(start: self.memory + start, count: extent.length)
        let count = try stretch.read(at: extent.offset, into: place)
        return count == extent.length && self.append(UnsafeRawBufferPointer(place))
    }

    private mutating func append(_ frames: UnsafeRawBufferPointer) -> Bool {
        var rest = frames
        while let base = rest.baseAddress, !rest.isEmpty {
            guard let length = SpoolFrame.payloadLength(rest), length > 0, SpoolFrame.headerSize + length <= rest.count
            else { return false }
            if !self.payloads.isEmpty { self.put(",") }
            memmove(self.memory + self.count, base + SpoolFrame.headerSize, length)
            self.payloads.append(self.count..<self.count + length)
            self.count += length
            rest = UnsafeRawBufferPointer(rebasing: rest[(SpoolFrame.headerSize + length)...])
        }
        return true
    }

    private mutating func put(_ text: StaticString) {
        (self.memory + self.count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
        self.count += text.utf8CodeUnitCount
    }

    private static func byProject(_ bytes: [UInt8], _ payloads: [Range<Int>]) -> [EncodedCalls]? {
        var groups: [(project: ArraySlice<UInt8>, payloads: [Range<Int>])] = []
        for payload in payloads {
            // Nearly always the one before.
            if let last = groups.indices.last, bytes[payload].starts(with: groups[last].project) {
                groups[last].payloads.append(payload)
            } else if let known = groups.firstIndex(where: { bytes[payload].starts(with: $0.project) }) {
                groups[known].payloads.append(payload)
            } else {
                guard let project = Self.project(of: bytes[payload]) else { return nil }
                groups.append((project, [payload]))
            }
        }
        return groups.map { group in
            let text = RawJSON(unchecked: group.project.dropFirst(Self.beforeProject.utf8CodeUnitCount)).string ?? ""
            let largest = group.payloads.reduce(0) { max($0, $1.count) }
            guard groups.count > 1 else {
                return EncodedCalls(
                    projectID: text, count: payloads.count, largestCall: largest, body: bytes[...])
            }
            var body = Self.bytes(of: Self.opening)
            for payload in group.payloads {
                if body.count > Self.opening.utf8CodeUnitCount { body.append(UInt8(ascii: ",")) }
                body.append(contentsOf: bytes[payload])
            }
            body += Self.bytes(of: Self.closing)
            return EncodedCalls(
                projectID: text, count: group.payloads.count, largestCall: largest, body: body[...])
        }
    }

    /// What every call's wire form begins with; see `Call.wireBytes`.
    private static let beforeProject = StaticString(#"{"project_id":"#)

    /// The payload's beginning up to the end of its project.
    private static func project(of payload: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard payload.starts(with: Self.bytes(of: Self.beforeProject)) else { return nil }
        var index = payload.startIndex + Self.beforeProject.utf8CodeUnitCount + 1
        while index < payload.endIndex {
            if payload[index] == UInt8(ascii: "\"") { return payload[...index] }
            index += payload[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    private static func bytes(of text: StaticString) -> [UInt8] { text.withUTF8Buffer { Array($0) } }
}
