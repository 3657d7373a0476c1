import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct CallRenameTests {
    private static let project = "mill/looms"

    private func name(_ store: any CallStore) async throws -> String? {
        try await store.calls(matching: CallQuery(projectID: Self.project)).first?.displayName
    }

    private func call(named name: String?) -> Call {
        var call = Call.stub("1")
        call.displayName = name
        return call
    }

    @Test(arguments: Backend.allCases)
    func `a call is named, named anew, and loses its name`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record([self.call(named: "row 7")])
        for (name, expected) in [("row 8", "row 8"), ("織 row", "織 row"), (nil, nil), ("row 9", "row 9"), ("", nil)] {
            try await store.rename(callID: "1", in: Self.project, to: name)
            #expect(try await self.name(store) == expected)
        }
    }

    @Test(arguments: Backend.allCases, ["row 8", nil])
    func `a call that is sent again does not undo it`(backend: Backend, name: String?) async throws {
        let store = try backend.makeStore()
        let call = self.call(named: "row 7")
        try await store.record([call])
        try await store.rename(callID: "1", in: Self.project, to: name)
        try await store.record([call])
        #expect(try await self.name(store) == name)
        try await store.write([.start(call)])
        #expect(try await self.name(store) == name)
        try await store.write([.end(try #require(call.end))])
        #expect(try await self.name(store) == name)
    }

    @Test(arguments: Backend.allCases, ["row 8", nil])
    func `the name may come before the call`(backend: Backend, name: String?) async throws {
        for isStart in [true, false] {
            let store = try backend.makeStore()
            try await store.rename(callID: "1", in: Self.project, to: "row 1")
            try await store.rename(callID: "1", in: Self.project, to: name)
            #expect(try await store.calls(matching: CallQuery(projectID: Self.project)).isEmpty)
            let call = self.call(named: "row 7")
            if isStart {
                try await store.write([.end(try #require(call.end))])
                try await store.write([.start(call)])
            } else {
                try await store.record([call])
            }
            var named = call
            named.displayName = name
            #expect(try await store.calls(matching: CallQuery(projectID: Self.project)) == [named])
            try await store.record([call])
            #expect(try await self.name(store) == name)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a name belongs to its project`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record([self.call(named: nil)])
        try await store.rename(callID: "1", in: "mill/dyes", to: "row 8")
        #expect(try await self.name(store) == nil)
    }
}
