internal import TreadleHTTP

/// What one pass of the loop brought for a transfer.
struct Delivery {
    enum End {
        case success
        case failure(HTTPError)

        var failure: HTTPError? {
            if case .failure(let error) = self { error } else { nil }
        }
    }

    /// The head, when it came in this pass.
    var head: ResponseHead?
    /// Parts of the body.
    var parts = PartQueue()
    /// That nothing more comes.
    var end: End?
}
