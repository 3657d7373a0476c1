import TreadleCore
import TreadleHTTP

/// A status and a body, to be compared as one.
struct WireAnswer: Equatable {
    var status: Int
    var text: String

    init(_ status: Int, _ text: String) {
        self.status = status
        self.text = text
    }

    /// What a responder answered.
    init(_ response: HTTPResponse) async throws {
        self.status = response.status
        self.text = String(decoding: try await response.body.collect(upTo: 256 << 20), as: UTF8.self)
    }

    var json: RawJSON { get throws { try RawJSON(self.text) } }
}
