internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceEndpoint {
    /// What is known of a project as a whole.
    static let projects: [TraceEndpoint] = [
        TraceEndpoint(.post, "/project/stats") { try await $0.answerStatistics($1) },
        TraceEndpoint(.post, "/project/ttl_settings/read") { try await $0.readRetention($1) },
        TraceEndpoint(.post, "/project/ttl_settings/update") { try await $0.updateRetention($1) },
    ]
}

extension TraceResponder {
    /// `POST /project/stats`: how many bytes a project's parts take; what is not wanted is 0.
    func answerStatistics(_ request: TraceRequest) async throws -> HTTPResponse {
        let body = try await request.object(knowing: [
            "project_id", "include_trace_storage_size", "include_object_storage_size", "include_table_storage_size",
            "include_file_storage_size",
        ])
        let projectID = try body.text("project_id")
        let wantsTraces = try body.boolean("include_trace_storage_size", or: true)
        let wantsObjects = try body.boolean("include_object_storage_size", or: true)
        let wantsTables = try body.boolean("include_table_storage_size", or: true)
        let wantsFiles = try body.boolean("include_file_storage_size", or: true)
        let statistics = try await self.server.statistics(ofProject: projectID)
        return .json(
            JSONWriter.object { writer in
                writer.member("trace_storage_size_bytes", wantsTraces ? statistics.traceBytes : 0)
                writer.member("objects_storage_size_bytes", wantsObjects ? statistics.objectBytes : 0)
                writer.member("tables_storage_size_bytes", wantsTables ? statistics.tableBytes : 0)
                writer.member("files_storage_size_bytes", wantsFiles ? statistics.fileBytes : 0)
            })
    }

    /// `POST /project/ttl_settings/read`: for how many days calls are kept.
    func readRetention(_ request: TraceRequest) async throws -> HTTPResponse {
        let body = try await request.object(knowing: ["project_id"])
        return Self.answer(retentionDays: try await self.server.retentionDays(ofProject: body.text("project_id")))
    }

    /// `POST /project/ttl_settings/update`: sets it; null, and nothing said, means for good.
    func updateRetention(_ request: TraceRequest) async throws -> HTTPResponse {
        let body = try await request.object(knowing: ["project_id", "retention_days", "wb_user_id"])
        let projectID = try body.project()
        _ = try body.optionalText("wb_user_id")
        let days = try body.optionalInteger("retention_days")
        try await self.server.setRetentionDays(days, ofProject: projectID)
        return Self.answer(retentionDays: days)
    }

    private static func answer(retentionDays days: Int?) -> HTTPResponse {
        .json(JSONWriter.object { $0.member("retention_days", days.map { RawJSON(integer: $0) } ?? .null) })
    }
}
