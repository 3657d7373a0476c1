internal import Synchronization
internal import TreadleCore
public import TreadleTrace

extension FileCallSpool {
    public func read(_ extent: SpoolExtent, maximumCalls: Int, maximumBytes: Int) throws -> SpoolPage {
        guard let file = self.state.withLock({ $0.files[extent.segment] }) else {
            return SpoolPage(calls: [], extent: extent, rest: nil)
        }
        do {
            var reader = SpoolReader(file, extent)
            let page = try reader.page(maximumCalls: maximumCalls, maximumBytes: maximumBytes)
            if reader.damagedBytes > 0 {
                self.logger.warning(
                    "skipped damage in the spool",
                    metadata: ["segment": "\(extent.segment)", "bytes": "\(reader.damagedBytes)"])
            }
            return page
        } catch {
            throw WeaveError(.spoolUnusable, "a spool segment cannot be read: \(error)")
        }
    }

    public func encoded(_ extents: [SpoolExtent]) throws -> [EncodedCalls]? {
        let found = self.state.withLock { state in
            extents.compactMap { extent in
                state.files[extent.segment].map {
                    EncodedDocument.Source(file: $0, open: state.open[extent.segment], extent: extent)
                }
            }
        }
        guard found.count == extents.count else { return nil }
        do {
            return try EncodedDocument.calls(in: found)
        } catch {
            throw WeaveError(.spoolUnusable, "a spool segment cannot be read: \(error)")
        }
    }
}
