import Testing
import TreadleCore

@Suite struct SecretTests {
    private struct Settings {
        var host = "mill.example"
        var key: Secret? = Secret("sk-warp-and-weft")
        var others = ["a": Secret("sk-warp-and-weft")]
    }

    @Test func `a secret never prints, however it is printed`() {
        let secret = Secret("sk-warp-and-weft")
        var dumped = ""
        dump(secret, to: &dumped)
        dump(Settings(), to: &dumped)
        let texts = [
            "\(secret)", String(describing: secret), String(reflecting: secret), secret.debugDescription, dumped,
            "\(Settings())", String(reflecting: Settings()), "\([secret])", "\(Optional(secret) as Any)",
            "\(Mirror(reflecting: secret).children.map { "\($0)" })",
        ]
        for text in texts { #expect(!text.contains("weft")) }
        #expect("\(secret)" == "•••")
    }

    @Test func `a secret gives itself out when asked, and compares`() {
        #expect(Secret("a").reveal() == "a")
        #expect(Secret("a") == Secret("a"))
        #expect(Secret("a") != Secret("b"))
    }
}
