import Testing
import TreadleCore
import TreadleTools

@Suite struct CurrentTimeToolTests {
    private func time(_ zone: String?, at moment: String = "2026-01-20T18:48:45.123456Z") async throws -> String {
        let now = try #require(Timestamp(moment))
        var arguments = JSONObject()
        if let zone { arguments["timezone"] = .string(zone) }
        return try await CurrentTimeTool(now: { now }).execute(arguments)
    }

    @Test(
        arguments: [
            (nil, "2026-01-20T18:48:45+00:00 (UTC)"),
            ("UTC", "2026-01-20T18:48:45+00:00 (UTC)"),
            ("Asia/Tokyo", "2026-01-21T03:48:45+09:00 (Asia/Tokyo)"),
            ("america/new_york", "2026-01-20T13:48:45-05:00 (America/New_York)"),
            ("America/New York", "2026-01-20T13:48:45-05:00 (America/New_York)"),
            ("America/St_Johns", "2026-01-20T15:18:45-03:30 (America/St_Johns)"),
            ("Asia/Kathmandu", "2026-01-21T00:33:45+05:45 (Asia/Kathmandu)"),
        ] as [(String?, String)])
    func `the time is given with its offset and zone`(zone: String?, expected: String) async throws {
        #expect(try await self.time(zone) == expected)
    }

    @Test func `summer time counts`() async throws {
        #expect(
            try await self.time("Europe/Berlin", at: "2026-03-29T00:59:59Z")
                == "2026-03-29T01:59:59+01:00 (Europe/Berlin)")
        #expect(
            try await self.time("Europe/Berlin", at: "2026-03-29T01:00:00Z")
                == "2026-03-29T03:00:00+02:00 (Europe/Berlin)")
    }

    @Test(arguments: [
        ("Mars/Olympus", "/timezone is not the name of a time zone; try an IANA name such as Europe/Berlin, or UTC"),
        ("Berlin", "/timezone is not the name of a time zone; try Europe/Berlin"),
        ("new york", "/timezone is not the name of a time zone; try America/New_York"),
        (
            "../../etc/passwd",
            "/timezone is not the name of a time zone; try an IANA name such as Europe/Berlin, or UTC"
        ),
        ("", "/timezone is not the name of a time zone; try an IANA name such as Europe/Berlin, or UTC"),
    ])
    func `an unknown zone is refused with a hint`(zone: String, message: String) async {
        let error = await #expect(throws: ToolError.self) { try await self.time(zone) }
        #expect(error?.code == .invalidArguments)
        #expect(error?.path == "/timezone")
        #expect(error?.message == message)
    }
}
