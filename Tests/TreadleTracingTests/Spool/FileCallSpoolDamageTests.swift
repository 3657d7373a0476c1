import Foundation
import Testing
import TreadleCore
import TreadleTrace

@testable import TreadleTracing

/// What a kill, a full disk or a broken disk leaves behind.
@Suite struct FileCallSpoolDamageTests {
    private let directory = TemporaryDirectory()
    private let log = RecordingLogHandler()

    /// The bytes of a segment with these calls, and where each begins.
    private func segment(_ calls: [Call]) throws -> (bytes: [UInt8], starts: [Int]) {
        let other = TemporaryDirectory()
        let spool = try FileCallSpool(directory: other.path)
        let starts = calls.compactMap { spool.append($0)?.offset }
        let name = try #require(other.segments.first)
        return (try other.bytes(of: name), starts)
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
        let torn = bytes.count - starts[3] - 1
        #expect(self.log.lines.count == torn, "each torn record is worth a line, and a clean end is not")
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
        for length: UInt32 in [0, 1, 5000, .max, UInt32(bytes.count), UInt32(bytes.count - starts[1] - 12)] {
            var damaged = bytes
            for offset in 0..<4 {
                damaged[starts[1] + 4 + offset] = UInt8(truncatingIfNeeded: length >> UInt32(8 * offset))
            }
            #expect(try self.found(in: damaged) == [calls[0]] + calls[2...], "length \(length)")
        }
    }

    @Test func `a payload that looks like a frame is not taken for one`() throws {
        let inner = try self.segment([.stub(id: "forged")]).bytes
        // As text the mark is gone: its first byte is no UTF-8.
        let text = String(decoding: inner, as: UTF8.self)
        let call = Call.stub(id: "outer", inputs: JSONWriter.object { $0.member("text", text) })
        var bytes = try self.segment([call]).bytes
        bytes[20] ^= 1
        #expect(try self.found(in: bytes) == [])
    }

    @Test func `a frame with something else in it is skipped`() throws {
        let payload = Array(#"{"id":"x"}"#.utf8)[...]
        let header = SpoolFrame.header(of: payload)
        let frame = header.indices.map { header[$0] } + payload
        let (bytes, _) = try self.segment([.stub(id: "good")])
        #expect(try self.found(in: frame + bytes + frame).map(\.id) == ["good"])
    }

    @Test(arguments: [0, 1, 11, 12, 13, 4000])
    func `a file of noise is gone through and let go of`(count: Int) throws {
        var generator = SystemRandomNumberGenerator()
        let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        #expect(try self.found(in: noise) == [])
        #expect(try self.found(in: [UInt8](repeating: 0xFF, count: count)) == [])
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
