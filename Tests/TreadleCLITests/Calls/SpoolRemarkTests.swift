import Foundation
import Testing

@testable import TreadleCLI

@Suite struct SpoolRemarkTests {
    private func spool(_ files: [String: Int], _ check: (String) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "treadle-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        for (name, size) in files {
            try Data(count: size).write(to: URL(fileURLWithPath: directory).appending(path: name))
        }
        try check(directory)
    }

    @Test func `calls that wait are told, with where they are`() throws {
        try self.spool(["00000000000000000001.calls": 700, "00000000000000000002.calls": 42, "lock": 9]) { directory in
            let remark = SpoolRemark(directory: directory)
            #expect(remark.bytes == 742)
            #expect(remark.text?.contains(directory) == true)
            #expect(remark.text?.contains("treadle serve") == true)
        }
    }

    @Test func `an empty spool and a missing one need no remark`() throws {
        try self.spool(["lock": 9, "00000000000000000001.calls": 0]) { directory in
            #expect(SpoolRemark(directory: directory).text == nil)
        }
        #expect(SpoolRemark(directory: "/nowhere/at/all").text == nil)
    }
}
