package import TreadleCore

extension Feedback {
    package func wire() -> RawJSON { JSONWriter.object { $0.member("id", self.id) } }
}
