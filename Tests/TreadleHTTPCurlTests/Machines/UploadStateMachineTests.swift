import Testing
import TreadleHTTP

@testable import TreadleHTTPCurl

@Suite struct UploadStateMachineTests {
    typealias Machine = Upload.StateMachine<Int>

    private func read(_ machine: inout Machine, upTo limit: Int = 100) -> String {
        switch machine.read(upTo: limit) {
        case .bytes(let bytes, let taken): String(decoding: bytes, as: UTF8.self) + (taken.map { "+\($0)" } ?? "")
        case .pause: "pause"
        case .end: "end"
        case .abort(let error): "\(error.code)"
        }
    }

    @Test func `a part is taken piece by piece, and its giver told at the last`() {
        var machine = Machine(length: nil)
        #expect(machine.offer(ArraySlice("weaving".utf8), 7) == .keep(wakes: false))
        #expect(self.read(&machine, upTo: 3) == "wea")
        #expect(self.read(&machine, upTo: 3) == "vin")
        #expect(self.read(&machine, upTo: 3) == "g+7")
        #expect(self.read(&machine) == "pause")
    }

    @Test func `libcurl is woken exactly once after it found nothing`() {
        var machine = Machine(length: nil)
        #expect(self.read(&machine) == "pause")
        #expect(machine.offer(ArraySlice("a".utf8), 1) == .keep(wakes: true))
        #expect(self.read(&machine) == "a+1")
        #expect(machine.offer(ArraySlice("b".utf8), 2) == .keep(wakes: false))
        #expect(self.read(&machine) == "b+2")
        #expect(self.read(&machine) == "pause")
        #expect(machine.finish(nil) == true)
        #expect(self.read(&machine) == "end")
    }

    @Test func `the announced length holds from both sides`() {
        var exact = Machine(length: 2)
        #expect(exact.offer(ArraySlice("ab".utf8), 1) == .keep(wakes: false))
        #expect(self.read(&exact) == "ab+1")
        #expect(exact.finish(nil) == false)
        #expect(self.read(&exact) == "end")

        var short = Machine(length: 3)
        #expect(short.offer(ArraySlice("ab".utf8), 1) == .keep(wakes: false))
        #expect(self.read(&short) == "ab+1")
        #expect(self.read(&short) == "pause")
        #expect(short.finish(nil) == true)
        #expect(self.read(&short) == "malformed")

        var long = Machine(length: 1)
        #expect(self.read(&long) == "pause")
        #expect(long.offer(ArraySlice("ab".utf8), 1) == .refuse(wakes: true))
        #expect(self.read(&long) == "malformed")
    }

    @Test func `a failure of the stream ends the request`() {
        var machine = Machine(length: nil)
        #expect(self.read(&machine) == "pause")
        #expect(machine.finish(HTTPError(.brokenOff, "the thread broke")) == true)
        #expect(self.read(&machine) == "brokenOff")
    }

    @Test func `the end of the transfer frees the giver and refuses later parts`() {
        var machine = Machine(length: nil)
        #expect(machine.offer(ArraySlice("a".utf8), 1) == .keep(wakes: false))
        #expect(machine.close() == 1)
        #expect(machine.close() == nil)
        #expect(machine.offer(ArraySlice("b".utf8), 2) == .refuse(wakes: false))
        #expect(machine.finish(nil) == false)
        #expect(self.read(&machine) == "closed")
    }
}
