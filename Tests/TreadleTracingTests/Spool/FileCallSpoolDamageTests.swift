import Foundation
import Testing
import TreadleCore
import TreadleTrace

@testable import TreadleTracing

/// What a kill, a full disk or a broken disk leaves behind.
@Suite struct FileCallSpoolDamageTests {
    private let directory = TemporaryDirectory()
    private let log = RecordingLogHandler()

    /// The bytes of a segment with these calls, up to the end of the last, and where each begins.
    private func segment(_ calls: [Call]) throws -> (bytes: [UInt8], starts: [Int]) {
        let other = TemporaryDirectory()
        let spool = try FileCallSpool(directory: other.path, limits: .init(segmentBytes: 64 << 10))
        let extents = calls.compactMap { spool.append($0) }
        let name = try #require(other.segments.first)
        let end = try #require(extents.last).end
        return (Array(try other.bytes(of: name).prefix(end)), extents.map(\.offset))
    }

    /// What a spool finds in a segment left by an earlier process.
    private func found(in bytes: some Collection<UInt8>) throws -> [Call] {
        try self.directory.write(bytes, to: "00000000000000000007.calls")
        let spool = try FileCallSpool(
            directory: self.directory.path, logger: Logger(label: "spool", handler: self.log))
        var calls: [Call] = []
        for extent in spool.leftovers() {
            var rest: SpoolExtent? = extent
            while let left = rest {
                let page = try spool.read(left, maximumCalls: 2, maximumBytes: 2000)
                #expect(page.extent.length > 0, "a page must come forward")
                calls += page.calls
                rest = page.rest
                spool.release([page.extent])
            }
        }
        #expect(self.directory.segments.isEmpty, "what is read and stored goes, damage and all")
        #expect(spool.pendingBytes == 0)
        return calls
    }

    @Test func `a segment that was torn at any byte of its last record keeps all others`() throws {
        let calls = Call.stubs(4)
        let (bytes, starts) = try self.segment(calls)
        for length in starts[3]..<bytes.count {
            #expect(try self.found(in: bytes.prefix(length)) == Array(calls.prefix(3)), "torn at \(length)")
        }
        #expect(try self.found(in: bytes) == calls)
        #expect(self.log.lines.isEmpty, "what was not finished was not promised")
    }

    @Test func `a segment that ends in room, or in what an earlier use of the file left, ends where its frames do`()
        throws
    {
        let calls = Call.stubs(3)
        let (bytes, _) = try self.segment(calls)
        let (older, starts) = try self.segment(Call.stubs(9, prefix: "older"))
        #expect(try self.found(in: bytes + [UInt8](repeating: 0, count: 5000)) == calls)
        #expect(try self.found(in: bytes + older[min(bytes.count, older.count)...]) == calls)
        #expect(try self.found(in: bytes + older[starts[4]...]) == calls)
        #expect(self.log.lines.isEmpty)
    }

    @Test func `any byte of the header may be damaged, and all calls are found`() throws {
        let calls = Call.stubs(3)
        let (bytes, _) = try self.segment(calls)
        for index in 0..<SegmentHeader.size {
            var damaged = bytes
            damaged[index] ^= 0x55
            #expect(try self.found(in: damaged) == calls, "damaged at \(index)")
        }
    }

    @Test func `what the header says is stored is not read again`() throws {
        let calls = Call.stubs(4)
        let (bytes, starts) = try self.segment(calls)
        guard case .header(var header) = SegmentHeader.read(bytes) else { return }
        header.released = starts[2]
        #expect(try self.found(in: header.bytes + bytes[SegmentHeader.size...]) == Array(calls[2...]))
        header.released = bytes.count
        #expect(try self.found(in: header.bytes + bytes[SegmentHeader.size...]) == [])
        header.released = SegmentHeader.size
        header.end = starts[3]
        #expect(try self.found(in: header.bytes + bytes[SegmentHeader.size...]) == Array(calls[..<3]))
    }

    @Test func `any byte changed in the middle costs that record alone`() throws {
        let calls = Call.stubs(4)
        let (bytes, starts) = try self.segment(calls)
        for index in starts[1]..<starts[2] {
            var damaged = bytes
            damaged[index] ^= 0x55
            #expect(try self.found(in: damaged) == [calls[0], calls[2], calls[3]], "damaged at \(index)")
        }
        #expect(self.log.lines.first == "warning skipped damage in the spool")
    }

    @Test func `a hole of zeros, as a failed write leaves it, is stepped over`() throws {
        let calls = Call.stubs(3)
        let (bytes, starts) = try self.segment(calls)
        let hole = [UInt8](repeating: 0, count: starts[2] - starts[1])
        #expect(try self.found(in: bytes[..<starts[1]] + hole + bytes[starts[2]...]) == [calls[0], calls[2]])
    }

    @Test func `a length that points beyond the segment, or far into it, is not believed`() throws {
        let calls = Call.stubs(20)
        let (bytes, starts) = try self.segment(calls)
        for length: UInt32 in [0, 1, 5000, .max, UInt32(bytes.count), UInt32(bytes.count - starts[1] - 16)] {
            var damaged = bytes
            for offset in 0..<4 {
                damaged[starts[1] + 4 + offset] = UInt8(truncatingIfNeeded: length >> UInt32(8 * offset))
            }
            #expect(try self.found(in: damaged) == [calls[0]] + calls[2...], "length \(length)")
        }
    }

    @Test func `a payload that looks like a frame is not taken for one`() throws {
        let inner = try self.segment([.stub(id: "forged")]).bytes.dropFirst(SegmentHeader.size)
        // As text the mark is gone: its first byte is no UTF-8.
        let text = String(decoding: inner, as: UTF8.self)
        let call = Call.stub(id: "outer", inputs: JSONWriter.object { $0.member("text", text) })
        var bytes = try self.segment([call]).bytes
        bytes[SegmentHeader.size + 20] ^= 1
        #expect(try self.found(in: bytes) == [])
    }

    @Test func `a frame with something else in it is skipped`() throws {
        let (bytes, starts) = try self.segment([.stub(id: "first"), .stub(id: "second")])
        guard case .header(let header) = SegmentHeader.read(bytes) else { return }
        let frame = SpoolFrame(seed: header.seed)
        let payload = Array(#"{"id":"x"}"#.utf8)
        var forged = [UInt8](repeating: 0, count: SpoolFrame.headerSize + payload.count)
        payload.withUnsafeBytes { payload in
            forged.withUnsafeMutableBytes { memory in
                guard let base = memory.baseAddress else { return }
                frame.write(payload, SpoolFrame.Digest(of: payload), to: base, at: bytes.count)
            }
        }
        let more = try self.found(in: bytes + forged)
        #expect(more.map(\.id) == ["first", "second"])
        #expect(self.log.lines == ["warning skipped damage in the spool"])
        #expect(try self.found(in: bytes[..<starts[1]] + forged).map(\.id) == ["first"], "it is not in its place")
    }

    @Test(arguments: [1, 15, 16, 17, 4000], [true, false])
    func `noise behind a header is gone through and let go of`(count: Int, isRandom: Bool) throws {
        var generator = SystemRandomNumberGenerator()
        let noise = (0..<count).map { _ in isRandom ? UInt8.random(in: 0...255, using: &generator) : 0xFF }
        let head = try self.segment([.stub()]).bytes.prefix(SegmentHeader.size)
        #expect(try self.found(in: head + noise) == [])
    }

    @Test(arguments: [1, 127, 128, 4000])
    func `a file of another version is left as it is, and said`(count: Int) throws {
        try self.directory.write([UInt8](repeating: 0xFF, count: count), to: "00000000000000000007.calls")
        let spool = try FileCallSpool(
            directory: self.directory.path, logger: Logger(label: "spool", handler: self.log))
        #expect(spool.leftovers().isEmpty)
        #expect(self.directory.segments.count == 1)
        #expect(self.log.lines.count == 1)
        #expect(spool.append(.stub())?.segment == 1)
        #expect(self.directory.segments.count == 2)
    }

    @Test(arguments: [0, 1, 128, 4000])
    func `a file that was being made is let go of`(count: Int) throws {
        #expect(try self.found(in: [UInt8](repeating: 0, count: count)) == [])
        #expect(self.log.lines.isEmpty)
    }

    @Test func `files of other names are left alone`() throws {
        try self.directory.write([1, 2, 3], to: "notes.txt")
        try self.directory.write([1, 2, 3], to: "loom.calls")
        let spool = try FileCallSpool(directory: self.directory.path)
        #expect(spool.leftovers().isEmpty)
        #expect(try self.directory.bytes(of: "notes.txt") == [1, 2, 3])
    }

    @Test func `a segment that gets shorter while it is read ends there`() throws {
        let calls = Call.stubs(4)
        let (bytes, starts) = try self.segment(calls)
        try self.directory.write(bytes, to: "00000000000000000001.calls")
        let spool = try FileCallSpool(directory: self.directory.path)
        let extent = try #require(spool.leftovers().first)
        try self.directory.write(bytes.prefix(starts[2] + 5), to: "00000000000000000001.calls")
        let page = try spool.read(extent, maximumCalls: 10, maximumBytes: 1 << 20)
        #expect(page.calls == Array(calls.prefix(2)))
        #expect(page.rest == nil)
    }
}
