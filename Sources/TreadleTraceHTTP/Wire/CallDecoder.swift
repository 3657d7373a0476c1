internal import TreadleCore
internal import TreadleTrace

/// Makes calls of what a request says of them, and refuses what Weave's servers refuse.
struct CallDecoder {
    /// How long a plain op name, an op's ref and a display name may be, in Unicode's code points.
    static let maximumOpName = 128
    static let maximumOpRef = 1024
    static let maximumDisplayName = 1024

    /// The project that all of them must be of; `nil` where they may be of any.
    private let requiredProject: String?
    /// Who writes, as the server knows the caller; empty where it does not.
    private let userID: String
    private let acceptsAnyID: Bool
    /// The project of the call before, which is nearly always that of the next.
    private var lastProject: String

    init(inProject projectID: String? = nil, userID: String, acceptsAnyID: Bool) {
        self.requiredProject = projectID
        self.userID = userID
        self.acceptsAnyID = acceptsAnyID
        self.lastProject = projectID ?? ""
    }

    /// A whole call.
    mutating func complete(_ members: CallMembers) throws(CallMisfit) -> Call {
        var call = try self.start(
            members, id: try members.text(.id), traceID: try members.text(.traceID))
        call.end(with: try self.end(members, id: call.id, projectID: call.projectID))
        return call
    }

    /// A start; identifiers that it does not say are made up.
    mutating func start(_ members: CallMembers) throws(CallMisfit) -> Call {
        try self.start(
            members, id: try members.optionalText(.id) ?? UUIDv7.make(),
            traceID: try members.optionalText(.traceID) ?? UUIDv7.make())
    }

    /// An end.
    mutating func end(_ members: CallMembers) throws(CallMisfit) -> CallEnd {
        let id = try self.callID(members.text(.id), .id)
        // Said again by an end, and nothing that it could change.
        _ = try members.optionalTime(.startedAt)
        _ = try members.optionalText(.traceID)
        _ = try members.optionalBoolean(.isEvaluation)
        return try self.end(members, id: id, projectID: try self.projectID(members))
    }

    /// Checks the identifier of a call.
    func callID(_ id: String, _ member: CallMembers.Member) throws(CallMisfit) -> String {
        guard self.acceptsAnyID ? !id.isEmpty : CallIDFormat.isCallID(id) else {
            throw .value(member.location, "\(member.name) must be a UUID in lower case, or 16 hexadecimal digits")
        }
        return id
    }

    /// Checks a display name.
    static func displayName(_ name: String) throws(CallMisfit) -> String {
        guard name.isAtMost(Self.maximumDisplayName) else {
            throw .value(
                ["display_name"], "display_name has more than \(Self.maximumDisplayName) characters, the limit")
        }
        return name
    }

    private mutating func start(_ members: CallMembers, id: String, traceID: String) throws(CallMisfit) -> Call {
        let projectID = try self.projectID(members)
        let startedAt = try members.time(.startedAt)
        let attributes = try members.object(.attributes)
        let inputs = try members.object(.inputs)
        let knownUser = try members.optionalText(.userID)
        return Call(
            id: try self.callID(id, .id), projectID: projectID, opName: try Self.opName(members.text(.opName)),
            displayName: try members.optionalText(.displayName).map(Self.displayName),
            traceID: try self.traceID(traceID),
            parentID: try members.optionalText(.parentID).map { id throws(CallMisfit) in
                try self.callID(id, .parentID)
            },
            threadID: try members.optionalText(.threadID), turnID: try members.optionalText(.turnID),
            startedAt: startedAt, attributes: attributes, inputs: inputs,
            userID: self.userID.isEmpty ? knownUser : self.userID, runID: try members.optionalText(.runID),
            runStep: try members.optionalInteger(.runStep), spanDump: try members.optionalObject(.spanDump))
    }

    private func end(_ members: CallMembers, id: String, projectID: String) throws(CallMisfit) -> CallEnd {
        CallEnd(
            id: id, projectID: projectID, endedAt: try members.time(.endedAt), output: members[.output],
            exception: try members.optionalText(.exception), summary: try members.object(.summary),
            runStepEnd: try members.optionalInteger(.runStepEnd))
    }

    private mutating func projectID(_ members: CallMembers) throws(CallMisfit) -> String {
        let value = try members.required(.projectID)
        if value.spells(self.lastProject) { return self.lastProject }
        let projectID = try members.text(.projectID)
        guard !value.hasLoneSurrogate else {
            throw .shape(["project_id"], "project_id must be text", type: "string_unicode")
        }
        guard !projectID.isEmpty else { throw .value(["project_id"], "project_id must not be empty") }
        if let required = self.requiredProject, ExactText(required) != ExactText(projectID) {
            throw .value(["project_id"], "project_id must be \(required), as in the path")
        }
        self.lastProject = projectID
        return projectID
    }

    private func traceID(_ id: String) throws(CallMisfit) -> String {
        guard self.acceptsAnyID ? !id.isEmpty : CallIDFormat.isTraceID(id) else {
            throw .value(["trace_id"], "trace_id must be a UUID in lower case, or 32 hexadecimal digits")
        }
        return id
    }

    private static func opName(_ name: String) throws(CallMisfit) -> String {
        let limit = Call.isReference(name) ? Self.maximumOpRef : Self.maximumOpName
        guard !name.isEmpty, name.isAtMost(limit) else {
            throw .value(
                ["op_name"],
                "op_name must have from 1 to \(Self.maximumOpName) characters, or be a ref of at most \(Self.maximumOpRef)"
            )
        }
        return name
    }
}

extension String {
    /// Whether it has no more code points than that.
    fileprivate func isAtMost(_ limit: Int) -> Bool { self.utf8.count <= limit || self.unicodeScalars.count <= limit }
}

extension RawJSON {
    /// Whether this is a string that says `text`, found out without decoding it; it may be and not be found out.
    fileprivate func spells(_ text: String) -> Bool {
        guard self.kind == .string, !text.isEmpty, self.bytes.count == text.utf8.count + 2 else { return false }
        let inner = self.bytes.dropFirst().dropLast()
        // With an escape in it, it says something else.
        return inner.elementsEqual(text.utf8) && !inner.contains(UInt8(ascii: "\\"))
    }
}
