internal import TreadleTracing

extension SessionOpener {
    /// Opens the spool that the options ask for.
    ///
    /// - Parameter place: Where it is put automatically; `nil` for none.
    func spool(for place: SpoolPlace?) throws -> (any CallSpool)? {
        let (limits, logger) = (self.options.spool.limits, self.options.logger)
        switch self.options.spool.kind {
        case .none: return nil
        case .directory(let path):
            do {
                return try SpoolRoom(path, limits: limits).open(logger: logger)
            } catch let error as WeaveError {
                throw WeaveError.start(
                    error.code, error.message, "Give another directory with options.spool.", cause: error)
            }
        case .automatic:
            guard let place else { return nil }
            return place.open(in: self.request.environment, limits: limits, logger: logger)
        }
    }
}
