internal import TreadleCore

extension OpenCall {
    /// Runs an operation within the call and ends it with what comes of that.
    func around<Success, Failure: Error>(
        _ operation: (OpenCall) async throws(Failure) -> Success
    ) async throws(Failure) -> Success {
        // `withValue` rethrows anything, so that the error's type would be lost on the way.
        let result: Result<Success, Failure> = await CallContext.$current.withValue(self.context) {
            do throws(Failure) { return .success(try await operation(self)) } catch { return .failure(error) }
        }
        return try self.end(with: result)
    }

    /// Runs a synchronous operation within the call and ends it with what comes of that.
    func around<Success, Failure: Error>(
        _ operation: (OpenCall) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        let result: Result<Success, Failure> = CallContext.$current.withValue(self.context) {
            do throws(Failure) { return .success(try operation(self)) } catch { return .failure(error) }
        }
        return try self.end(with: result)
    }

    private func end<Success, Failure: Error>(with result: Result<Success, Failure>) throws(Failure) -> Success {
        switch result {
        case .success(let value):
            self.finish(recording: value)
            return value
        case .failure(let error):
            self.fail(error)
            throw error
        }
    }
}
