internal import TreadleCore
internal import TreadleTrace

/// One item of `/call/upsert_batch`: `{"mode": "start", "req": {"start": {…}}}`, or the same with `end`.
struct CallHalf {
    private var mode: RawJSON?
    private var start: CallMembers?
    private var end: CallMembers?
    /// The first member that does not fit; said only once the item has been taken.
    private var misfit: CallMisfit?

    /// Takes the next value.
    static func write(_ cursor: inout JSONCursor, _ decoder: inout CallDecoder) throws -> CallWrite {
        guard cursor.kind == .object else { throw CallMisfit.shape([], "must be an object", type: "dict_type") }
        var half = CallHalf()
        try cursor.forEachMember { name, cursor in
            if name.spells("mode") {
                half.mode = try cursor.value()
            } else if name.spells("req") {
                try half.readRequest(&cursor)
            } else {
                half.refuse(.unknown([name.text]))
            }
        }
        return try half.write(&decoder)
    }

    private mutating func readRequest(_ cursor: inout JSONCursor) throws {
        guard cursor.kind == .object else {
            return self.refuse(.shape(["req"], "req must be an object", type: "dict_type"))
        }
        try cursor.forEachMember { name, cursor in
            let isStart = name.spells("start")
            guard isStart || name.spells("end") else { return self.refuse(.unknown(["req", name.text])) }
            guard cursor.kind == .object else {
                return self.refuse(.shape(["req", name.text], "must be an object", type: "dict_type"))
            }
            let members = try CallMembers(&cursor)
            if isStart { self.start = members } else { self.end = members }
        }
    }

    private mutating func refuse(_ misfit: CallMisfit) {
        if self.misfit == nil { self.misfit = misfit }
    }

    private func write(_ decoder: inout CallDecoder) throws(CallMisfit) -> CallWrite {
        if let misfit { throw misfit }
        let mode = self.mode.map { $0.string ?? "" }
        guard mode == nil || mode == "start" || mode == "end" else {
            throw .shape(["mode"], "mode must be start or end", type: "literal_error")
        }
        switch (self.start, self.end) {
        case (let start?, nil) where mode != "end":
            do { return .start(try decoder.start(start)) } catch { throw error.below(["req", "start"]) }
        case (nil, let end?) where mode != "start":
            do { return .end(try decoder.end(end)) } catch { throw error.below(["req", "end"]) }
        case (nil, nil): throw .shape(["req"], "req must have a start or an end", type: "missing")
        default: throw .shape(["req"], "req must have what mode says, and nothing else", type: "value_error")
        }
    }
}
