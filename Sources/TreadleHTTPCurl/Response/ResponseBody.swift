internal import TreadleHTTP

/// A response's body as its reader holds it; letting go of it early gives the exchange up.
final class ResponseBody: HTTPBodyStream {
    private let transfer: Transfer

    init(_ transfer: Transfer) {
        self.transfer = transfer
    }

    deinit { self.transfer.cancel() }

    func next() async throws -> ArraySlice<UInt8>? {
        try await self.transfer.nextPart()
    }

    func cancel() {
        self.transfer.cancel()
    }
}
