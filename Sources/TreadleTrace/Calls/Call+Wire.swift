public import TreadleCore

extension Call {
    /// Writes the call's fields as members of an object that is open, in the order of Weave's "Complete".
    ///
    /// Absent values are written as `null`, payloads as the bytes they came in. What OpenTelemetry said
    /// (``spanDump``) is left out: it has a place of its own in each shape.
    public func writeMembers(to writer: inout JSONWriter) {
        self.writeNames(to: &writer)
        writer.member("started_at", self.startedAt.description)
        writer.member("ended_at", orNull: self.endedAt?.description)
        writer.member("exception", orNull: self.exception)
        writer.member("wb_user_id", orNull: self.userID)
        writer.member("attributes", self.attributes)
        writer.member("inputs", self.inputs)
        writer.member("output", self.output ?? .null)
        writer.member("summary", self.summary)
        writer.member("wb_run_id", orNull: self.runID)
        writer.member("wb_run_step", orNull: self.runStep)
        writer.member("wb_run_step_end", orNull: self.runStepEnd)
    }

    /// Writes what a start says, as Weave's "Start", into an object that is open.
    package func writeStart(to writer: inout JSONWriter) {
        self.writeNames(to: &writer)
        writer.member("started_at", self.startedAt.description)
        writer.member("wb_user_id", orNull: self.userID)
        writer.member("attributes", self.attributes)
        writer.member("inputs", self.inputs)
        writer.member("wb_run_id", orNull: self.runID)
        writer.member("wb_run_step", orNull: self.runStep)
        writer.member("otel_dump", self.spanDump ?? .null)
    }

    /// Writes the whole call, as Weave's "Complete", into an object that is open.
    package func writeComplete(to writer: inout JSONWriter) {
        self.writeMembers(to: &writer)
        writer.member("otel_dump", self.spanDump ?? .null)
    }

    private func writeNames(to writer: inout JSONWriter) {
        writer.member("project_id", self.projectID)
        writer.member("id", self.id)
        writer.member("op_name", self.opName)
        writer.member("display_name", orNull: self.displayName)
        writer.member("trace_id", self.traceID)
        writer.member("parent_id", orNull: self.parentID)
        writer.member("thread_id", orNull: self.threadID)
        writer.member("turn_id", orNull: self.turnID)
    }

    /// Reads a call from the "Complete" shape; unknown members are ignored.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/invalidRequest`` naming the member that is missing or wrong.
    public init(wire: RawJSON) throws(TraceError) {
        let names: [StaticString] = [
            "id", "project_id", "op_name", "trace_id", "started_at", "ended_at", "display_name", "parent_id",
            "thread_id", "turn_id", "exception", "wb_user_id", "attributes", "inputs", "output", "summary", "wb_run_id",
            "wb_run_step", "wb_run_step_end", "otel_dump",
        ]
        let values = wire.values(for: names)
        func text(_ index: Int) throws(TraceError) -> String? {
            guard let value = values[index], !value.isNull else { return nil }
            guard let text = value.string else { throw .wrongMember(names[index], "a string") }
            return text
        }
        func required(_ index: Int) throws(TraceError) -> String {
            guard let text = try text(index) else { throw .wrongMember(names[index], "a string") }
            return text
        }
        func time(_ index: Int) throws(TraceError) -> Timestamp? {
            guard let text = try text(index) else { return nil }
            guard let time = Timestamp(text) else { throw .wrongMember(names[index], "a time as in RFC 3339") }
            return time
        }
        func object(_ index: Int) throws(TraceError) -> RawJSON {
            guard let value = values[index], !value.isNull else { return .emptyObject }
            guard value.kind == .object else { throw .wrongMember(names[index], "an object") }
            return value
        }
        func integer(_ index: Int) throws(TraceError) -> Int? {
            guard let value = values[index], !value.isNull else { return nil }
            guard let integer = value.integer else { throw .wrongMember(names[index], "an integer") }
            return integer
        }
        guard let startedAt = try time(4) else { throw .wrongMember("started_at", "a time as in RFC 3339") }
        self.init(
            id: try required(0), projectID: try required(1), opName: try required(2), displayName: try text(6),
            traceID: try required(3), parentID: try text(7), threadID: try text(8), turnID: try text(9),
            startedAt: startedAt, endedAt: try time(5), attributes: try object(12), inputs: try object(13),
            output: values[14].flatMap { $0.isNull ? nil : $0 }, exception: try text(10), summary: try object(15),
            userID: try text(11), runID: try text(16), runStep: try integer(17), runStepEnd: try integer(18),
            spanDump: values[19].flatMap { $0.isNull ? nil : $0 })
    }
}

extension JSONWriter {
    /// Writes a member, `null` where there is no value.
    fileprivate mutating func member(_ name: String, orNull value: String?) {
        if let value { self.member(name, value) } else { self.member(name, RawJSON.null) }
    }

    fileprivate mutating func member(_ name: String, orNull value: Int?) {
        if let value { self.member(name, value) } else { self.member(name, RawJSON.null) }
    }
}

extension CallEnd {
    /// Writes the end, as Weave's "End", into an object that is open.
    package func writeMembers(to writer: inout JSONWriter) {
        writer.member("project_id", self.projectID)
        writer.member("id", self.id)
        writer.member("ended_at", self.endedAt.description)
        writer.member("exception", orNull: self.exception)
        writer.member("output", self.output ?? .null)
        writer.member("summary", self.summary)
        writer.member("wb_run_step_end", orNull: self.runStepEnd)
    }
}

extension TraceError {
    fileprivate static func wrongMember(_ name: StaticString, _ expected: String) -> TraceError {
        TraceError(.invalidRequest, "\(name) must be \(expected)")
    }
}
