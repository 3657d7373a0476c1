internal import TreadleCore
internal import TreadleTrace
internal import TreadleTracing

extension CallFilter {
    /// The query that asks for it.
    ///
    /// - Throws: ``TraceError`` for a condition that is none.
    func query(in projectID: String) throws -> CallQuery {
        var query = CallQuery(
            projectID: projectID, ids: self.ids, opNames: self.opNames.map { Self.anyVersion(of: $0, in: projectID) },
            traceIDs: self.traceIDs, parentIDs: self.parentIDs, rootsOnly: self.rootsOnly)
        query.threadIDs = self.threadIDs
        query.turnIDs = self.turnIDs
        query.userIDs = self.userIDs
        query.runIDs = self.runIDs
        query.inputRefs = self.inputRefs
        query.outputRefs = self.outputRefs
        let conditions = try self.conditions()
        if !conditions.isEmpty { query.expression = .all(conditions.map(QueryOperand.expression)) }
        return query
    }

    /// A plain name is that of any version: of calls whose op was captured, and of those that only have a name. An op is
    /// captured under the name that an object may have.
    private static func anyVersion(of names: [String], in projectID: String) -> [String] {
        names.flatMap { name in
            name.hasPrefix(WeaveRef.scheme)
                ? [name] : [name, "\(WeaveRef.scheme)\(projectID)/op/\(OpObjectName.spelled(name)):*"]
        }
    }

    private func conditions() throws -> [QueryExpression] {
        var conditions: [QueryExpression] = []
        if let statuses = self.statuses {
            conditions.append(.membership(.field(.computed(.status)), statuses.map { .text($0.rawValue) }))
        }
        let startedAt = QueryOperand.field(.column("started_at", .time))
        if let from = self.startedFrom {
            conditions.append(.comparison(.greaterOrEqual, startedAt, .literal(.text(from.description))))
        }
        if let before = self.startedBefore {
            conditions.append(.comparison(.less, startedAt, .literal(.text(before.description))))
        }
        if let query = self.query { conditions.append(try QueryExpression(wire: RawJSON(query), over: .calls)) }
        return conditions
    }
}
