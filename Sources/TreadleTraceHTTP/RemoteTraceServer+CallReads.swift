internal import TreadleCore
internal import TreadleHTTP
public import TreadleTrace

/// Reading calls.
extension RemoteTraceServer {
    /// How many calls are asked for at a time, as Weave's clients do.
    private static let pageSize = 1000

    public func calls(matching query: CallQuery) async throws -> [Call] {
        let body = try CallsRequestBody(query)
        return query.findsNothing ? [] : try await self.rows(body.json(limit: query.limit)).map(\.call)
    }

    /// Finds calls page by page; see ``CallStore/page(of:after:)``.
    ///
    /// In the order of their starts each page goes on behind the last call of the one before. In any other order pages are
    /// counted, as Weave's clients do: what is recorded in between may move a call from one page to the next.
    public func page(of query: CallQuery, after position: CallPage.Position?) async throws -> CallPage {
        let body = try CallsRequestBody(query, after: position)
        let before = position?.count ?? 0
        let rest = query.limit.map { $0 - before } ?? .max
        guard !query.findsNothing, rest > 0 else { return CallPage(rows: []) }
        var page = CallPage(rows: try await self.rows(body.json(limit: min(rest, Self.pageSize))))
        if page.rows.count == Self.pageSize, rest > Self.pageSize, let last = page.rows.last?.call {
            page.next = CallPage.Position(
                .behind(startedAt: last.startedAt, id: last.id, count: before + page.rows.count))
        }
        return page
    }

    public func count(of query: CallQuery) async throws -> CallCount {
        let body = try CallsRequestBody(query)
        if query.findsNothing {
            return CallCount(count: 0, totalStorageSizeBytes: query.includesTotalStorageSize ? 0 : nil)
        }
        guard query.offset == 0 || !query.includesTotalStorageSize else {
            throw TraceError(.invalidRequest, "over the wire a size is of all calls; ask for it without an offset")
        }
        // The protocol has no offset here: those left out are counted along, and then left out.
        let limit = query.limit.map { $0.addingReportingOverflow(query.offset) }
        let request = body.countJSON(limit: limit.map { $0.overflow ? .max : $0.partialValue })
        return try await self.parse(self.answer(to: "/calls/query_stats", request)) { answer in
            guard let count = answer["count"]?.integer, let hasMore = answer["has_more"]?.boolean else { return nil }
            return CallCount(
                count: max(count - query.offset, 0), hasMore: hasMore,
                totalStorageSizeBytes: answer["total_storage_size_bytes"]?.integer)
        }
    }

    /// Asks for calls, and reads them a line at a time.
    private func rows(_ request: RawJSON) async throws -> [CallRow] {
        var request = RemoteRequest(.post, "/calls/stream_query", request)
        request.mediaType = "application/jsonl"
        return try await self.exchange(request) { try await self.rows(in: $0) }
    }

    private func rows(in body: HTTPBody) async throws -> [CallRow] {
        var lines = JSONLines(of: body, lineLimit: self.options.callLimit)
        var rows: [CallRow] = []
        do {
            while let line = try await lines.next() { rows.append(try CallRow(answer: line)) }
        } catch let error as HTTPError {
            throw self.failure(error)
        } catch let error as CancellationError {
            throw error
        } catch {
            lines.discard()
            throw self.nonsense(error)
        }
        return rows
    }
}
