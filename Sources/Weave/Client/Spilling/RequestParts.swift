internal import TreadleTrace

/// Cuts writes into as much as a request may hold, in their order.
enum RequestParts {
    /// The parts; a write that is too large by itself is one.
    static func cut(_ writes: [CallWrite], at limit: Int) -> [ArraySlice<CallWrite>] {
        var parts: [ArraySlice<CallWrite>] = []
        var start = 0
        var size = 0
        for (index, write) in writes.enumerated() {
            // Roughly what a call takes beside its payloads, its names written out among them.
            let bytes = write.approximateSize + 1024
            if index > start, size + bytes > limit {
                parts.append(writes[start..<index])
                start = index
                size = 0
            }
            size += bytes
        }
        if start < writes.count { parts.append(writes[start...]) }
        return parts
    }
}
