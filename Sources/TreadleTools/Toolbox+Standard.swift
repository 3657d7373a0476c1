extension Toolbox {
    /// The tools that come with Treadle: `get_weather`, `calculator` and `get_current_time`.
    public static let standard = Toolbox([WeatherTool(), CalculatorTool(), CurrentTimeTool()])
}
