extension CallContext {
    /// This place, to be handed to where tasks do not carry it by themselves.
    ///
    /// ```swift
    /// let context = CallContext.capture()
    /// Task.detached { await context.perform { await weave() } }
    /// ```
    ///
    /// For a callback of a C library, keep it in the object that its context pointer leads to:
    ///
    /// ```swift
    /// final class Request { let context = CallContext.capture() }
    /// loom_start({ pointer in
    ///     let request = Unmanaged<Request>.fromOpaque(pointer!).takeUnretainedValue()
    ///     request.context.perform { withCall("picked") { _ in } }
    /// }, Unmanaged.passUnretained(request).toOpaque())
    /// ```
    public static func capture() -> CallContext { self.currentOrEmpty }

    /// Runs an operation here: what it traces is recorded as if it ran where this was captured.
    ///
    /// The call of that place may have ended by then; what is recorded beneath it still stands beneath it.
    ///
    /// - Throws: What `operation` throws, untouched.
    public func perform<Success, Failure: Error>(
        _ operation: () async throws(Failure) -> Success
    ) async throws(Failure) -> Success {
        // `withValue` rethrows anything, so that the error's type would be lost on the way.
        let result: Result<Success, Failure> = await CallContext.$current.withValue(self) {
            do throws(Failure) { return .success(try await operation()) } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// Runs a synchronous operation here; otherwise like the asynchronous one.
    ///
    /// - Throws: What `operation` throws, untouched.
    public func perform<Success, Failure: Error>(
        _ operation: () throws(Failure) -> Success
    ) throws(Failure) -> Success {
        let result: Result<Success, Failure> = CallContext.$current.withValue(self) {
            do throws(Failure) { return .success(try operation()) } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// Makes a closure that runs in this place, wherever it is called: for dispatch queues, threads and callbacks.
    ///
    /// ```swift
    /// queue.async(execute: CallContext.carrying { withCall("dye") { _ in } })
    /// loom.onPick = CallContext.carrying { (number: Int) in weave(number) }
    /// ```
    // Neither generic in the error nor in the number of arguments: thunks to and from such closures are more than the
    // compiler can make (6.3.1).
    public static func carrying<Success>(
        _ body: @escaping @Sendable () -> Success
    ) -> @Sendable () -> Success {
        let context = self.capture()
        return { context.perform(body) }
    }

    /// Makes a closure that runs in this place, wherever it is called; otherwise like the one that does not throw.
    public static func carrying<Success>(
        _ body: @escaping @Sendable () throws -> Success
    ) -> @Sendable () throws -> Success {
        let context = self.capture()
        return { try context.perform(body) }
    }

    /// Makes a closure with an argument that runs in this place, wherever it is called; otherwise like the one without.
    public static func carrying<Argument, Success>(
        _ body: @escaping @Sendable (Argument) -> Success
    ) -> @Sendable (Argument) -> Success {
        let context = self.capture()
        return { argument in context.perform { body(argument) } }
    }

    /// Makes a closure with an argument that runs in this place, wherever it is called; otherwise like the one without.
    public static func carrying<Argument, Success>(
        _ body: @escaping @Sendable (Argument) throws -> Success
    ) -> @Sendable (Argument) throws -> Success {
        let context = self.capture()
        return { argument in try context.perform { try body(argument) } }
    }

    /// Makes a closure that runs in this place, whatever task it is called in: for detached tasks.
    ///
    /// ```swift
    /// Task.detached(operation: CallContext.carrying { await weave() })
    /// ```
    @_disfavoredOverload  // a closure that does not wait is no other
    public static func carrying<Success: Sendable>(
        _ body: @escaping @Sendable @concurrent () async -> Success
    ) -> @Sendable @concurrent () async -> Success {
        let context = self.capture()
        return { await context.perform(body) }
    }

    /// Makes a closure that runs in this place, whatever task it is called in; otherwise like the one that does not
    /// throw.
    @_disfavoredOverload  // a closure that does not wait is no other
    public static func carrying<Success: Sendable>(
        _ body: @escaping @Sendable @concurrent () async throws -> Success
    ) -> @Sendable @concurrent () async throws -> Success {
        let context = self.capture()
        return { try await context.perform(body) }
    }
}

extension OpenCall {
    /// The call that this code runs in, as an op that wants to add to its own record needs it; `nil` where there is none,
    /// or one that is not recorded.
    public static var current: OpenCall? { CallContext.current?.openCall }
}
