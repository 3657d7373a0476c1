internal import TreadleCore
internal import TreadleTrace

/// A price as a row of `prices`.
enum PriceRow {
    static func insert(
        _ price: ModelPrice, id: String, at now: Timestamp, in project: Int64, _ session: WritingSession
    ) throws(SQLiteError) {
        try session.connection.run(
            """
            INSERT INTO prices (project, id, model, provider, prompt_cost, completion_cost, cache_read_cost,
                cache_creation_cost, prompt_unit, completion_unit, effective_at, created_by, created_at)
            VALUES (\(project), \(id), \(price.model), \(price.provider), \(price.promptTokenCost),
                \(price.completionTokenCost), \(price.cacheReadTokenCost), \(price.cacheCreationTokenCost),
                \(price.promptTokenCostUnit), \(price.completionTokenCostUnit), \(price.effectiveDate),
                \(price.createdBy), \(now))
            """)
    }

    /// The prices of a project, in the order in which they were stored.
    static func all(in projectID: String, _ connection: Connection) throws(SQLiteError) -> [ModelPrice] {
        guard let key = try connection.projectKey(projectID) else { return [] }
        return try connection.all(
            """
            SELECT id, model, provider, prompt_cost, completion_cost, cache_read_cost, cache_creation_cost,
                prompt_unit, completion_unit, effective_at, created_by, created_at
            FROM prices WHERE project = \(key) ORDER BY key
            """
        ) { row in
            ModelPrice(
                id: row.text(at: 0), projectID: projectID, model: row.text(at: 1), provider: row.text(at: 2),
                promptTokenCost: row.double(at: 3), completionTokenCost: row.double(at: 4),
                cacheReadTokenCost: row.double(at: 5), cacheCreationTokenCost: row.double(at: 6),
                promptTokenCostUnit: row.text(at: 7), completionTokenCostUnit: row.text(at: 8),
                effectiveDate: row.time(at: 9), createdBy: row.optionalText(at: 10), createdAt: row.time(at: 11))
        }
    }
}
