extension QueryField {
    /// How many names a path may have: no more than JSON that is stored can be deep.
    package static let maximumSteps = 256
    /// How many bytes a path may have.
    package static let maximumPathLength = 8192

    /// Resolves a dotted path such as `inputs.loom.rows.0`; `\.` is a dot in a name, any other backslash is itself.
    ///
    /// - Throws: ``TraceError/Code/unprocessable`` for what is no field, ``TraceError/Code/invalidRequest`` for one too
    ///   long.
    package init(path: String, over catalog: QueryFieldCatalog) throws(TraceError) {
        guard path.utf8.count <= Self.maximumPathLength else {
            throw TraceError(.invalidRequest, "a field's path is longer than \(Self.maximumPathLength) bytes")
        }
        if let kind = catalog.columns[path] {
            self = .column(path, kind)
            return
        }
        if catalog.absent.contains(path) {
            self = .absent(path)
            return
        }
        if catalog.isOfCalls, path.utf8.starts(with: "feedback.[".utf8) {
            self = try Self.feedback(path)
            return
        }
        let names = try Self.names(inPath: path)
        guard let column = names.first, catalog.jsonColumns.contains(column) else { throw .unknownField(path) }
        if catalog.isOfCalls, column == "summary", names.count > 1, names[1] == "weave" {
            // What is stored there is not what is shown: it is computed.
            guard names.count == 3, let computed = Computed(rawValue: names[2]) else { throw .unknownField(path) }
            self = .computed(computed)
        } else {
            self = .json(column: column, path: names.dropFirst().map { PathStep($0) })
        }
    }

    /// The names of a dotted path.
    package static func names(inPath path: String) throws(TraceError) -> [String] {
        var names: [[UInt8]] = [[]]
        var isEscaped = false
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: ".") where isEscaped: names[names.count - 1][names[names.count - 1].count - 1] = byte
            case UInt8(ascii: "."): names.append([])
            default: names[names.count - 1].append(byte)
            }
            isEscaped = byte == UInt8(ascii: "\\")
        }
        guard names.count <= Self.maximumSteps else {
            throw TraceError(.invalidRequest, "a field's path has more than \(Self.maximumSteps) names")
        }
        return names.map { String(decoding: $0, as: UTF8.self) }
    }

    /// `feedback.[TYPE].payload.PATH`, `.runnable_ref`, `.trigger_ref`; the type may have dots.
    private static func feedback(_ path: String) throws(TraceError) -> QueryField {
        let inner = path.utf8.dropFirst("feedback.[".utf8.count)
        guard let bracket = inner.firstIndex(of: UInt8(ascii: "]")), bracket != inner.startIndex else {
            throw .unknownField(path)
        }
        let rest = inner[inner.index(after: bracket)...]
        guard rest.first == UInt8(ascii: ".") else { throw .unknownField(path) }
        let type = String(Substring(inner[..<bracket]))
        let names = try Self.names(inPath: String(Substring(rest.dropFirst())))
        let part: FeedbackPart
        switch (names.first, names.count) {
        case ("payload", _): part = .payload(names.dropFirst().map { PathStep($0) })
        case ("runnable_ref", 1): part = .runnableRef
        case ("trigger_ref", 1): part = .triggerRef
        default: throw .unknownField(path)
        }
        return .feedback(type: type == "*" ? nil : type, part)
    }
}

extension TraceError {
    fileprivate static func unknownField(_ path: String) -> TraceError {
        let isShort = path.utf8.count <= 64
        return TraceError(.unprocessable, isShort ? "unknown field: \(path)" : "unknown field, with a long name")
    }
}
