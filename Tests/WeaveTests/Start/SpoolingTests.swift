import Foundation
import Synchronization
import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTracing

@testable import Weave

@Suite(.timeLimit(.minutes(1))) struct SpoolingTests {
    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `calls that are not delivered are at the next start of the project`() async throws {
        let home = try ScratchHome()
        let isUp = Atomic(true)
        let mill = Mill { request in
            isUp.load(ordering: .relaxed) || request.target.hasSuffix("/graphql") ? nil : HTTPResponse(503)
        }
        var options = mill.options(["HOME": home.path])
        options.spool = .automatic
        options.batching.drainLimit = .milliseconds(20)
        try await Weave.withSession("mill/looms", to: .mill(), options: options) { session in
            isUp.store(false, ordering: .relaxed)
            withCall("weave_cloth") { _ in }
        }
        let root = "\(home.path)/.local/state/treadle/spool"
        let names = try FileManager.default.contentsOfDirectory(atPath: root)
        #expect(names.count == 1 && names.first?.count == 16)
        #expect(try self.mode(root) == 0o700)
        #expect(try self.mode("\(root)/\(names.first ?? "")") == 0o700)
        isUp.store(true, ordering: .relaxed)

        try await Weave.withSession("mill/dyes", to: .mill(), options: options) { _ in }
        #expect(try await mill.store.calls(matching: CallQuery(projectID: "mill/looms")).isEmpty)

        try await Weave.withSession("mill/looms", to: .mill(), options: options) { session in
            try await session.flush()
            #expect(session.counts.stored == 1 && session.counts.dropped == 0)
        }
        #expect(
            try await mill.store.calls(matching: CallQuery(projectID: "mill/looms")).map(\.traceName) == ["weave_cloth"]
        )
    }

    @Test func `sessions at the same time have a spool each`() async throws {
        let home = try ScratchHome()
        let mill = Mill()
        var options = mill.options(["XDG_STATE_HOME": home.path])
        options.spool = .automatic
        try await Weave.withSession("mill/looms", to: .mill(), options: options) { first in
            try await Weave.withSession("mill/looms", to: .mill(), options: options) { second in
                withCall("weave_cloth") { _ in }
                first.tracer.withCall("full_cloth", parent: nil) { _ in }
                #expect(first.counts.spooledBytes > 0 && second.counts.spooledBytes > 0)
            }
        }
        let names = try await mill.store.calls(matching: CallQuery(projectID: "mill/looms")).map(\.traceName)
        #expect(Set(names) == ["weave_cloth", "full_cloth"])
        #expect(!mill.lines.all.contains { $0.contains("warning") })
    }

    @Test func `without a home there is no spool, and the log says so`() async throws {
        let mill = Mill()
        var options = mill.options()
        options.spool = .automatic
        try await Weave.withSession("mill/looms", to: .mill(), options: options) { session in
            withCall("weave_cloth") { _ in }
            #expect(session.counts.spooledBytes == 0)
        }
        #expect(mill.lines.all.first?.hasPrefix("warning: calls are kept in memory only: HOME is not set") == true)
    }

    @Test func `a spool that was asked for and cannot be had fails the start`() async throws {
        let home = try ScratchHome()
        try home.write("looms", "not a directory")
        let mill = Mill()
        var options = mill.options()
        options.spool = .directory("\(home.path)/looms/spool")
        let error = await #expect(throws: WeaveError.self) {
            try await Weave.withSession("mill/looms", to: .store(mill.store), options: options) { _ in }
        }
        #expect(error?.code == .spoolUnusable)
        #expect(error?.message.hasPrefix("Failed to initialize Weave: ") == true)
    }

    @Test func `a server that is away at the start gets the calls when it is back`() async throws {
        let isUp = Atomic(false)
        let mill = Mill { _ in
            if isUp.load(ordering: .relaxed) { return nil }
            throw HTTPError(.unreachable, "the mill is closed")
        }
        var options = mill.options()
        options.whenUnavailable = .goOnAndSpool
        options.batching.retryDelay = .milliseconds(1)
        try await Weave.withSession("mill/looms", to: .mill(), options: options) { session in
            #expect(session.isEnabled && session.project == "mill/looms")
            withCall("weave_cloth") { _ in }
            isUp.store(true, ordering: .relaxed)
            try await session.flush()
        }
        #expect(try await mill.store.calls(matching: CallQuery(projectID: "mill/looms")).count == 1)
        #expect(try await mill.operations() == ["Project"])
        #expect(mill.lines.all.first?.contains("tracing=calls wait in the spool") == true)
    }

    @Test func `a project without its entity does not wait for a server, and a refused key does not either`()
        async throws
    {
        let away = Mill { _ in throw HTTPError(.unreachable, "the mill is closed") }
        var options = away.options()
        options.whenUnavailable = .goOnAndSpool
        await #expect(throws: WeaveError.self) {
            try await Weave.withSession("looms", to: .mill(), options: options) { _ in }
        }
        let locked = Mill { _ in HTTPResponse(401) }
        options = locked.options()
        options.whenUnavailable = .goOnAndSpool
        let error = await #expect(throws: WeaveError.self) {
            try await Weave.withSession("mill/looms", to: .mill("warp"), options: options) { _ in }
        }
        #expect(error?.code == .keyRefused)
    }
}
