public import TreadleCore

/// `get_weather`: weather that is made up from the name of the place, the same for the same name.
public struct WeatherTool: Tool {
    public let name: String = "get_weather"
    public let description: String = "Mock weather information for any location"
    public let parameters: JSONValue = [
        "type": "object",
        "properties": [
            "location": [
                "type": "string", "description": "The city and state, e.g. San Francisco, CA", "minLength": 1,
                "maxLength": 200,
            ],
            "unit": [
                "type": "string", "enum": ["celsius", "fahrenheit"], "description": "Unit of the temperature",
                "default": "celsius",
            ],
        ],
        "required": ["location"],
        "additionalProperties": false,
    ]

    /// Makes the tool.
    public init() {}

    public func execute(_ arguments: JSONObject) async throws -> String {
        let words = (arguments["location"]?.string ?? "").split(whereSeparator: \.isWhitespace)
        guard !words.isEmpty else {
            throw ToolError(.invalidArguments, "/location must name a place", path: "/location")
        }
        let location = words.joined(separator: " ")
        var seed = Self.hash(location.lowercased())
        let celsius = Int(Self.draw(&seed, 40)) - 5
        let sky = Self.skies[Int(Self.draw(&seed, UInt64(Self.skies.count)))]
        let humidity = 30 + Self.draw(&seed, 60)
        let isFahrenheit = arguments["unit"]?.string == "fahrenheit"
        let temperature = isFahrenheit ? "\((celsius * 9 + 160) / 5)°F" : "\(celsius)°C"
        return
            "Weather in \(location): \(temperature), \(sky), humidity \(humidity)% (mock data, not a real observation)"
    }

    private static let skies = ["sunny", "partly cloudy", "cloudy", "light rain", "windy", "foggy"]

    /// FNV-1a: the standard library's own hashes differ from run to run.
    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private static func draw(_ seed: inout UInt64, _ bound: UInt64) -> UInt64 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (seed >> 33) % bound
    }
}
