package import TreadleCore

extension NewFeedback {
    /// How long a note may be, in Unicode scalars, as Weave counts them.
    package static let maximumNoteLength = 1024
    /// How many bytes of JSON a payload may have.
    package static let maximumPayloadSize = 1 << 20

    /// The feedback that is to be stored: checked, and completed by what the server adds.
    ///
    /// Everything is checked but the value of an annotation, whose schema lies elsewhere: ``AnnotationRule``.
    ///
    /// - Throws: ``TraceError/Code/invalidRequest`` for what feedback of that type may not be,
    ///   ``TraceError/Code/unprocessable`` for what no feedback may be.
    package func completed(at time: Timestamp) throws(TraceError) -> Feedback {
        let details = try FeedbackDetail.stored(self.details)
        guard !self.projectID.isEmpty else { throw TraceError(.invalidRequest, "project_id must not be empty") }
        guard self.payload.kind == .object else { throw TraceError(.unprocessable, "payload must be an object") }
        guard self.payload.bytes.count <= Self.maximumPayloadSize else {
            throw TraceError(.invalidRequest, "payload has more than \(Self.maximumPayloadSize) bytes, the limit")
        }
        guard WeaveRef(self.weaveRef) != nil else {
            throw TraceError(.invalidRequest, "weave_ref must be a ref, weave:///entity/project/…")
        }
        if let id = self.id, !id.isUUID { throw TraceError(.invalidRequest, "id must be a UUID") }
        let kind = try FeedbackKind(type: self.feedbackType)
        try FeedbackRefs(details).check(for: kind, in: self.projectID)
        try Self.checkScorers(details, for: kind)
        return Feedback(
            id: self.id ?? UUIDv7.make(), projectID: self.projectID, weaveRef: self.weaveRef,
            feedbackType: self.feedbackType, payload: try self.payload(for: kind), creator: self.creator,
            userID: self.userID, createdAt: time, details: details)
    }

    private func payload(for kind: FeedbackKind) throws(TraceError) -> RawJSON {
        switch kind {
        case .reaction:
            guard let text = self.payload["emoji"]?.string, let emoji = Emoji(text) else {
                throw TraceError(.invalidRequest, "a reaction's payload must have an emoji, exactly one")
            }
            return self.payload.setting([
                ("alias", RawJSON(string: emoji.alias)), ("detoned", RawJSON(string: emoji.detoned)),
                ("detoned_alias", RawJSON(string: emoji.detonedAlias)),
            ])
        case .note:
            guard let note = self.payload["note"]?.string, !note.isEmpty,
                note.unicodeScalars.count <= Self.maximumNoteLength
            else {
                throw TraceError(
                    .invalidRequest, "a note's payload must have a note of 1 to \(Self.maximumNoteLength) characters")
            }
        case .annotation:
            guard self.payload["value"] != nil else {
                throw TraceError(.invalidRequest, "an annotation's payload must have a value")
            }
        case .runnable:
            guard self.payload["output"] != nil else {
                throw TraceError(.invalidRequest, "a runnable's payload must have an output")
            }
        case .agentMonitor, .agentUser, .other: break
        }
        return self.payload
    }

    private static func checkScorers(_ details: RawJSON, for kind: FeedbackKind) throws(TraceError) {
        guard !kind.isOfScorers else { return }
        for detail in FeedbackDetail.allCases where detail.isOfScorers && details[detail.rawValue] != nil {
            throw TraceError(
                .invalidRequest,
                "\(detail.rawValue) is only for feedback of scorers: wandb.runnable.NAME, wandb.agent_monitor and "
                    + "wandb.agent_user_feedback")
        }
    }
}

extension String {
    /// Whether this is a UUID, in either case.
    fileprivate var isUUID: Bool {
        self.utf8.count == 36
            && self.utf8.enumerated().allSatisfy { index, byte in
                [8, 13, 18, 23].contains(index) ? byte == UInt8(ascii: "-") : byte.isHexDigit
            }
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
