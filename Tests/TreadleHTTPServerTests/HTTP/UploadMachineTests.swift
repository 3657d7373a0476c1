import Testing
import TreadleHTTP

@testable import TreadleHTTPServer

@Suite struct UploadMachineTests {
    private static func offer(_ machine: inout Upload.Machine, _ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { machine.offer($0).isTaken }
    }

    private static func take(_ machine: inout Upload.Machine) throws -> ArraySlice<UInt8>? {
        guard let take = machine.takeNow() else { throw HTTPError(.timedOut, "a reader would wait") }
        return try take.result.get()
    }

    @Test func `bytes are handed over together, and the end after them`() throws {
        var machine = Upload.Machine(buffer: [1, 2], mark: 10)
        #expect(Self.offer(&machine, [3]))
        _ = machine.end(.complete)
        #expect(try Self.take(&machine) == [1, 2, 3])
        #expect(try Self.take(&machine) == nil)
    }

    @Test func `at the mark bytes are left where they are, and taking resumes`() {
        var machine = Upload.Machine(buffer: [1, 2], mark: 3)
        #expect(Self.offer(&machine, [3]))
        #expect(!Self.offer(&machine, [4]))
        let first = machine.takeNow()
        #expect(first?.mustResume == true)
        #expect(Self.offer(&machine, [4]))
        let second = machine.takeNow()
        #expect(second?.mustResume == false)
    }

    @Test func `without a mark everything is taken`() {
        var machine = Upload.Machine(buffer: [1], mark: 1)
        #expect(!Self.offer(&machine, [2]))
        #expect(machine.liftMark() == true)
        #expect(Self.offer(&machine, [2]))
        #expect(machine.liftMark() == false)
    }

    @Test func `what came before a failure is read first`() throws {
        var machine = Upload.Machine(buffer: [1], mark: 10)
        _ = machine.end(.failed(HTTPError(.brokenOff, "")))
        #expect(try Self.take(&machine) == [1])
        #expect(throws: HTTPError.self) { try Self.take(&machine) }
        // Also when the reader's task is cancelled over it.
        _ = machine.giveUp()
        #expect(throws: HTTPError.self) { try Self.take(&machine) }
    }

    @Test func `after giving up everything is dropped`() {
        var machine = Upload.Machine(buffer: [1], mark: 1)
        #expect(!Self.offer(&machine, [2]))
        #expect(machine.giveUp().mustResume == true)
        #expect(Self.offer(&machine, [2]))
        #expect(throws: CancellationError.self) { try Self.take(&machine) }
    }
}
