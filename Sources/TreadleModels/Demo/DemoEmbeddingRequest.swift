internal import TreadleCore

/// A request for embeddings, read and checked.
struct DemoEmbeddingRequest {
    /// The texts; an input of token numbers has become their names.
    let inputs: [String]
    let dimensions: Int
    let isBase64: Bool

    init(_ request: EmbeddingRequest) throws(ModelError) {
        let members = DemoMembers(request.wire)
        guard let input = members["input"] else { throw Self.failure("input", "is required") }
        self.inputs = try Self.inputs(input)
        self.dimensions = try members.integer("dimensions", 1...4096) ?? 256
        switch (members["encoding_format"]?.string, members["encoding_format"]) {
        case (_, nil), ("float", _): self.isBase64 = false
        case ("base64", _): self.isBase64 = true
        default: throw Self.failure("encoding_format", "must be float or base64")
        }
    }

    private static func failure(_ path: String, _ problem: String) -> ModelError {
        ModelError(.invalidRequest, "\(path) \(problem)", parameter: path)
    }

    private static func inputs(_ raw: RawJSON) throws(ModelError) -> [String] {
        if let text = raw.string { return [try Self.nonEmpty(text, "input")] }
        guard raw.kind == .array else {
            throw Self.failure("input", "must be a string, an array of strings, or token numbers")
        }
        let elements = raw.elements()
        switch elements.first?.kind {
        case nil: throw Self.failure("input", "must not be empty")
        case .number: return [try Self.tokens(elements, "input")]
        default: break
        }
        var inputs: [String] = []
        inputs.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            let path = "input[\(index)]"
            switch (element.string, element.kind) {
            case (let text?, _): inputs.append(try Self.nonEmpty(text, path))
            case (_, .array): inputs.append(try Self.tokens(element.elements(), path))
            default: throw Self.failure(path, "must be a string or an array of token numbers")
            }
        }
        return inputs
    }

    private static func nonEmpty(_ text: String, _ path: String) throws(ModelError) -> String {
        guard !text.isEmpty else { throw Self.failure(path, "must not be empty") }
        return text
    }

    private static func tokens(_ elements: [RawJSON], _ path: String) throws(ModelError) -> String {
        guard !elements.isEmpty else { throw Self.failure(path, "must not be empty") }
        var names: [String] = []
        for (index, element) in elements.enumerated() {
            guard let number = element.integer, number >= 0 else {
                throw Self.failure("\(path)[\(index)]", "must be a token number, whole and not negative")
            }
            names.append("t\(number)")
        }
        return names.joined(separator: " ")
    }
}
