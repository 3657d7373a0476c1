extension CallStore {
    /// Visits what a query finds, page by page and in its order, until `visit` returns `false`.
    ///
    /// Only one page is held at a time. A call recorded meanwhile is visited if its place is still ahead.
    package func forEachCall(matching query: CallQuery, _ visit: (Call) throws -> Bool) async throws {
        var position: CallPage.Position?
        repeat {
            try Task.checkCancellation()
            let page = try await self.page(of: query, after: position)
            for row in page.rows {
                guard try visit(row.call) else { return }
            }
            position = page.next
        } while position != nil
    }
}
