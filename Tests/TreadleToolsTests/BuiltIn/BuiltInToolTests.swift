import Testing
import TreadleCore
import TreadleTools

@Suite struct BuiltInToolTests {
    @Test func `the standard box holds the three tools by their names`() {
        #expect(Toolbox.standard.definitions.map(\.name) == ["get_weather", "calculator", "get_current_time"])
        #expect(
            Toolbox.standard.definitions.map(\.description) == [
                "Mock weather information for any location", "Basic mathematical calculations",
                "Current date/time information",
            ])
    }

    private func run(_ name: String, _ arguments: String) async throws -> String {
        try await Toolbox.standard.run(ToolCall(id: "call_1", name: name, arguments: arguments))
    }

    @Test func `weather is the same for the same place and says that it is made up`() async throws {
        let weather = try await self.run("get_weather", #"{"location":"San Francisco, CA"}"#)
        #expect(weather.hasPrefix("Weather in San Francisco, CA: "))
        #expect(weather.contains("°C"))
        #expect(weather.contains("mock data"))
        #expect(try await self.run("get_weather", #"{"location":"San Francisco, CA","unit":"celsius"}"#) == weather)
        #expect(try await self.run("get_weather", #"{"location":"Leeds"}"#) != weather)
        #expect(try await self.run("get_weather", #"{"location":"Leeds","unit":"fahrenheit"}"#).contains("°F"))
    }

    @Test(arguments: [
        (#"{}"#, "/location", "the arguments of get_weather: /location is required"),
        (#"{"location":" "}"#, "/location", "/location must name a place"),
        (
            #"{"location":"Leeds","unit":"kelvin"}"#, "/unit",
            #"the arguments of get_weather: /unit must be one of "celsius", "fahrenheit""#
        ),
        (
            #"{"city":"Leeds","location":"Leeds"}"#, "/city",
            "the arguments of get_weather: /city is not known here (known: location, unit)"
        ),
    ])
    func `weather refuses what it does not know`(arguments: String, path: String, message: String) async {
        let error = await #expect(throws: ToolError.self) { try await self.run("get_weather", arguments) }
        #expect(error?.code == .invalidArguments)
        #expect(error?.path == path)
        #expect(error?.message == message)
    }

    @Test func `the calculator answers with the bare value or the place of the mistake`() async throws {
        #expect(try await self.run("calculator", #"{"expression":"12 * (3 + 4)"}"#) == "84")
        let error = await #expect(throws: ToolError.self) {
            try await self.run("calculator", #"{"expression":"1/0"}"#)
        }
        #expect(error?.message == "/expression: division by zero at position 2")
        #expect(error?.path == "/expression")
    }
}
