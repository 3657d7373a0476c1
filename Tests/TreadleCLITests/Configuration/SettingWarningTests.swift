import Testing
import TreadleCore

@Suite struct SettingWarningTests {
    @Test func `an unknown name under TREADLE_ is told, with the nearest that there is`() throws {
        let file = try EnvironmentFile(named: "mill.env", contents: Array("\nTREADLE_LOOM=1\nOTHER=2".utf8))
        let environment = ["TREADLE_DATA_DIRR": "/x", "TREADLE_URL": "http://mill", "PATH": "/bin"]

        #expect(
            SettingSources(environment: environment, file: file).warnings == [
                "TREADLE_DATA_DIRR (from the environment) is not a setting; did you mean TREADLE_DATA_DIR?",
                "TREADLE_LOOM (from mill.env line 2) is not a setting",
            ])
    }

    @Test(arguments: [
        ("calls", "calls"), ("clals", "calls"), ("call s", "calls"), ("cals", "calls"), ("loom", nil), ("", nil),
    ])
    func `the nearest name is one that is near`(typed: String, meant: String?) {
        #expect(NearestName.of(typed, among: ["serve", "calls"]) == meant)
    }
}
