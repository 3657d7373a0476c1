internal import TreadleCore
internal import TreadleHTTP

/// Asks whether a server answers.
struct ServerProbe {
    let transport: any HTTPTransport
    /// Waits for as long as an answer may take; cancelled when there is one.
    let patience: @Sendable () async throws -> Void

    init(
        _ transport: any HTTPTransport,
        patience: @escaping @Sendable () async throws -> Void = { try await Task.sleep(for: .seconds(3)) }
    ) {
        self.transport = transport
        self.patience = patience
    }

    /// Whether a Treadle server is there: `GET /health` is answered, and not by somebody who does not know it.
    func answers(at url: BaseURL) async throws -> Bool {
        let request = HTTPRequest(.get, url.text + "/health")
        let status = try await withThrowingTaskGroup(of: Int?.self) { group in
            group.addTask {
                do {
                    let response = try await self.transport.send(request)
                    response.body.discard()
                    return response.status
                } catch let error as CancellationError {
                    throw error
                } catch {
                    return nil
                }
            }
            group.addTask {
                try await self.patience()
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        // A server that drains or asks for a key is one too.
        return status.map { (200..<300).contains($0) || $0 == 401 || $0 == 503 } ?? false
    }
}
