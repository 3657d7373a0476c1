internal import TreadleCore

/// The members of a start, an end or a whole call, each refused when it does not fit. Others are passed over.
struct CallMembers {
    /// A member that is known.
    enum Member: Int, CaseIterable {
        case projectID, id, traceID, opName, startedAt, endedAt, attributes, inputs, output, summary, displayName
        case parentID, threadID, turnID, exception, userID, runID, runStep, runStepEnd, spanDump, isEvaluation

        var name: StaticString {
            switch self {
            case .projectID: "project_id"
            case .id: "id"
            case .traceID: "trace_id"
            case .opName: "op_name"
            case .startedAt: "started_at"
            case .endedAt: "ended_at"
            case .attributes: "attributes"
            case .inputs: "inputs"
            case .output: "output"
            case .summary: "summary"
            case .displayName: "display_name"
            case .parentID: "parent_id"
            case .threadID: "thread_id"
            case .turnID: "turn_id"
            case .exception: "exception"
            case .userID: "wb_user_id"
            case .runID: "wb_run_id"
            case .runStep: "wb_run_step"
            case .runStepEnd: "wb_run_step_end"
            case .spanDump: "otel_dump"
            case .isEvaluation: "is_eval"
            }
        }

        /// The way to it.
        var location: [String] { ["\(self.name)"] }
    }

    private static let names = Member.allCases.map(\.name)

    /// In the order of the members.
    private let values: [RawJSON?]

    /// Takes the next value, which must be an object.
    init(_ cursor: inout JSONCursor) throws {
        self.values = try cursor.values(for: Self.names)
    }

    /// A member; `nil` where it is missing or null.
    subscript(_ member: Member) -> RawJSON? { self.values[member.rawValue].flatMap { $0.isNull ? nil : $0 } }

    func text(_ member: Member) throws(CallMisfit) -> String {
        guard let text = try self.required(member).string else { throw Self.noText(member) }
        return text
    }

    func optionalText(_ member: Member) throws(CallMisfit) -> String? {
        guard let value = self[member] else { return nil }
        guard let text = value.string else { throw Self.noText(member) }
        return text
    }

    func time(_ member: Member) throws(CallMisfit) -> Timestamp {
        guard let time = try self.required(member).string.flatMap({ Timestamp($0) }) else { throw Self.noTime(member) }
        return time
    }

    func optionalTime(_ member: Member) throws(CallMisfit) -> Timestamp? {
        self[member] == nil ? nil : try self.time(member)
    }

    func object(_ member: Member) throws(CallMisfit) -> RawJSON {
        let value = try self.required(member)
        guard value.kind == .object else { throw Self.noObject(member) }
        return value
    }

    func optionalObject(_ member: Member) throws(CallMisfit) -> RawJSON? {
        self[member] == nil ? nil : try self.object(member)
    }

    func optionalInteger(_ member: Member) throws(CallMisfit) -> Int? {
        guard let value = self[member] else { return nil }
        guard let integer = value.integer else {
            throw .shape(member.location, "\(member.name) must be an integer", type: "int_type")
        }
        return integer
    }

    func optionalBoolean(_ member: Member) throws(CallMisfit) -> Bool? {
        guard let value = self[member] else { return nil }
        guard let boolean = value.boolean else {
            throw .shape(member.location, "\(member.name) must be a boolean", type: "bool_type")
        }
        return boolean
    }

    /// A member that must be there; null counts as there.
    func required(_ member: Member) throws(CallMisfit) -> RawJSON {
        guard let value = self.values[member.rawValue] else {
            throw .shape(member.location, "\(member.name) is missing", type: "missing")
        }
        return value
    }

    private static func noText(_ member: Member) -> CallMisfit {
        .shape(member.location, "\(member.name) must be a string", type: "string_type")
    }

    private static func noTime(_ member: Member) -> CallMisfit {
        .shape(member.location, "\(member.name) must be a time as in RFC 3339", type: "datetime_parsing")
    }

    private static func noObject(_ member: Member) -> CallMisfit {
        .shape(member.location, "\(member.name) must be an object", type: "dict_type")
    }
}
