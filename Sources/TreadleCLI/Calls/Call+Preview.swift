internal import TreadleCore
internal import TreadleTrace

extension Call {
    /// What the call was about, on one line: why it failed, else what was asked.
    var preview: String {
        if let exception = self.exception, !exception.isEmpty { return exception.previewed }
        return Self.question(in: self.inputs) ?? self.inputs.previewed
    }

    /// The last words of a user, or the text to embed.
    private static func question(in inputs: RawJSON) -> String? {
        if let messages = inputs["messages"], messages.kind == .array {
            let all = messages.elements()
            let message = all.last { $0["role"]?.string == "user" } ?? all.last
            return message?["content"].flatMap(Self.words)
        }
        return inputs["input"].flatMap(Self.words) ?? inputs["prompt"].flatMap(Self.words)
    }

    /// The text of a string, or of the first part or element that has some.
    private static func words(_ value: RawJSON) -> String? {
        if let text = value.string { return text.previewed }
        return value.elements().lazy.compactMap { $0.string ?? $0["text"]?.string }.first?.previewed
    }
}

extension RawJSON {
    /// The value on one line, not longer than anybody would read.
    var previewed: String {
        self == .emptyObject ? "" : String(decoding: self.bytes.prefix(400), as: UTF8.self).previewed
    }
}

extension String {
    /// The text on one line, not longer than anybody would read.
    fileprivate var previewed: String { String(self.prefix(400)).onOneLine }
}
