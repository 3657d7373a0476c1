internal import Synchronization
internal import TreadleCore
public import TreadleTrace

extension FileCallSpool {
    public func read(_ extent: SpoolExtent, maximumCalls: Int, maximumBytes: Int) throws -> SpoolPage {
        guard let stretch = self.state.withLock({ $0.stretch(extent) }) else {
            return SpoolPage(calls: [], extent: extent, rest: nil)
        }
        do {
            var reader = SpoolReader(stretch)
            let page = try reader.page(maximumCalls: maximumCalls, maximumBytes: maximumBytes)
            if reader.damagedBytes > 0 {
                self.logger.warning(
                    "skipped damage in the spool",
                    metadata: ["segment": "\(extent.segment)", "bytes": "\(reader.damagedBytes)"])
            }
            return page
        } catch {
            guard error.isMissingFile else {
                throw WeaveError(.spoolUnusable, "a spool segment cannot be read: \(error)")
            }
            // Nothing that could be done later would bring it back.
            self.logger.error(
                "a file of the spool was taken away, and the calls in it with it",
                metadata: ["path": stretch.file.path])
            return SpoolPage(calls: [], extent: extent, rest: nil)
        }
    }

    public func encoded(_ extents: [SpoolExtent]) throws -> [EncodedCalls]? {
        let found = self.state.withLock { state in
            extents.compactMap { state.stretch($0) }
        }
        guard found.count == extents.count else { return nil }
        do {
            return try EncodedDocument.calls(in: found)
        } catch {
            if error.isMissingFile { return nil }
            throw WeaveError(.spoolUnusable, "a spool segment cannot be read: \(error)")
        }
    }
}

extension FileCallSpool.State {
    /// Where an extent can be read; `nil` where there is no such segment.
    func stretch(_ extent: SpoolExtent) -> SpooledStretch? {
        self.files[extent.segment].map { SpooledStretch(extent: extent, file: $0, open: self.open[extent.segment]) }
    }
}
