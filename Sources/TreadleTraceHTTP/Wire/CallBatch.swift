internal import TreadleCore
internal import TreadleTrace

/// Reads requests that write calls, in the one pass that also checks them.
enum CallBatch {
    /// The items of a body's `batch`; a bad one refuses all.
    ///
    /// - Parameters:
    ///   - knowsOthers: Whether other members of the body are passed over instead of refused.
    ///   - read: Reads one item. A ``CallMisfit`` may be thrown before it has taken anything of the item, or after it has
    ///     taken all of it.
    static func items<Item>(
        _ cursor: inout JSONCursor, passingOverOthers knowsOthers: Bool = false,
        _ read: (inout JSONCursor) throws -> Item
    ) throws -> [Item] {
        var items: [Item]?
        var misfit: (index: Int, trouble: CallMisfit)?
        var count = 0
        try self.forEachMember(of: &cursor) { name, cursor in
            guard name.spells("batch") else {
                if knowsOthers { return }
                throw WireRefusal.unknown(["body", name.text])
            }
            guard cursor.kind == .array else {
                throw WireRefusal.misfit(["body", "batch"], "batch must be a list", type: "list_type")
            }
            var batch: [Item] = []
            misfit = nil
            count = 0
            try cursor.forEachElement { cursor in
                defer { count += 1 }
                // After a bad one the rest is only counted, and still must be JSON.
                guard misfit == nil else { return }
                do {
                    batch.append(try read(&cursor))
                } catch let trouble as CallMisfit {
                    misfit = (count, trouble)
                }
            }
            items = batch
        }
        if let misfit { throw misfit.trouble.refusal(at: ["body", "batch", "\(misfit.index)"], isAlone: count == 1) }
        guard let items else { throw WireRefusal.misfit(["body", "batch"], "batch is missing", type: "missing") }
        return items
    }

    /// The one member of a body that has no other.
    static func only<Item>(
        _ name: StaticString, _ cursor: inout JSONCursor, _ read: (CallMembers) throws -> Item
    ) throws -> Item {
        var members: CallMembers?
        var misfit: CallMisfit?
        try self.forEachMember(of: &cursor) { found, cursor in
            guard found.spells(name) else { throw WireRefusal.unknown(["body", found.text]) }
            do { members = try self.members(&cursor) } catch let trouble as CallMisfit { misfit = trouble }
        }
        do {
            if let misfit { throw misfit }
            guard let members else { throw CallMisfit.shape([], "\(name) is missing", type: "missing") }
            return try read(members)
        } catch let trouble as CallMisfit {
            throw trouble.refusal(at: ["body", "\(name)"], isAlone: true)
        }
    }

    /// A call's members.
    static func members(_ cursor: inout JSONCursor) throws -> CallMembers {
        guard cursor.kind == .object else { throw CallMisfit.shape([], "must be an object", type: "dict_type") }
        return try CallMembers(&cursor)
    }

    private static func forEachMember(
        of cursor: inout JSONCursor, _ visit: (JSONCursor.Name, inout JSONCursor) throws -> Void
    ) throws {
        guard cursor.kind == .object else {
            // What is no JSON at all is told as that.
            _ = try cursor.value()
            throw WireRefusal.misfit(["body"], "must be an object", type: "dict_type")
        }
        try cursor.forEachMember(visit)
    }
}
