internal import Synchronization
internal import TreadleCore
public import TreadleTrace

extension FileCallSpool {
    public func append(_ call: Call) -> SpoolExtent? {
        let payload = call.wireBytes()
        return payload.withUnsafeBytes { self.append(encoded: $0) }
    }

    func append(encoded payload: UnsafeRawBufferPointer) -> SpoolExtent? {
        guard payload.count <= UInt32.max else { return nil }
        let digest = SpoolFrame.Digest(of: payload)
        let length = SpoolFrame.headerSize + payload.count
        return self.reserve(length) { segment, frame, offset throws(SystemError) in
            try segment.write(payload, digest, frame, at: offset)
        }
    }

    public func append(_ calls: [Call]) -> SpoolExtent? {
        if calls.count == 1 { return self.append(calls[0]) }
        let payloads = calls.map { $0.wireBytes() }
        guard !payloads.isEmpty, payloads.allSatisfy({ $0.count <= UInt32.max }) else { return nil }
        let digests = payloads.map { $0.withUnsafeBytes { SpoolFrame.Digest(of: $0) } }
        let length = payloads.reduce(0) { $0 + SpoolFrame.headerSize + $1.count }
        return self.reserve(length) { segment, frame, offset throws(SystemError) in
            var offset = offset
            for (payload, digest) in zip(payloads, digests) {
                var failure: SystemError?
                payload.withUnsafeBytes { payload in
                    do throws(SystemError) {
                        try segment.write(payload, digest, frame, at: offset)
                    } catch {
                        failure = error
                    }
                }
                if let failure { throw failure }
                offset += SpoolFrame.headerSize + payload.count
            }
        }
    }

    private typealias Write = (OpenSegment, SpoolFrame, _ offset: Int) throws(SystemError) -> Void

    private enum Outcome {
        case done(SpoolExtent)
        case full
        case failed(SystemError)
    }

    /// Takes room and writes there, under the lock: what is mapped takes a moment, and frames follow each other without
    /// gaps, whoever writes them.
    private func reserve(_ length: Int, _ write: Write) -> SpoolExtent? {
        let (outcome, finished) = self.state.withLock { state -> (Outcome, SegmentFile?) in
            switch state.journal.reserve(length) {
            case .taken(let extent, let left):
                let finished = left.flatMap { state.leave($0) }
                self.hasWork.store(state.journal.wantsSpare || !state.retired.isEmpty, ordering: .relaxed)
                return (self.write(extent, &state, write), finished)
            case .needsSegment(let order): return self.make(order, for: length, &state, write)
            case .full:
                return (.full, nil)
            }
        }
        finished?.delete()
        switch outcome {
        case .done(let extent): return extent
        case .full:
            self.noteFull()
            return nil
        case .failed(let error):
            self.noteFailure(error)
            return nil
        }
    }

    private func write(_ extent: SpoolExtent, _ state: inout State, _ write: Write) -> Outcome {
        guard let (segment, frame) = state.segment(extent.segment) else { return .full }
        do throws(SystemError) {
            try write(segment, frame, extent.offset)
            return .done(extent)
        } catch {
            // What stands in a stretch whose write failed is skipped when it is read.
            _ = state.journal.release([extent])
            return .failed(error)
        }
    }

    /// Makes a segment and writes there. It is seldom done here: ``prepare()`` has mostly made one before.
    private func make(
        _ order: Journal.Order, for length: Int, _ state: inout State, _ write: Write
    ) -> (Outcome, SegmentFile?) {
        // It is used or gone: what could not be opened is no use, either.
        let parked = order.isParked ? state.parked.popLast() : nil
        if let end = state.pauseEnds {
            guard self.now() >= end else {
                self.delete(parked)
                state.journal.forget(order.segment)
                return (.full, nil)
            }
            state.pauseEnds = nil
        }
        guard state.journal.size + self.others() <= self.limits.totalBytes else {
            state.pauseEnds = self.now() + Self.pause
            state.journal.forget(order.segment)
            self.delete(parked)
            return (.full, nil)
        }
        do throws(SystemError) {
            let (segment, frame) = try self.open(order, parked: parked)
            state.add(segment, frame, order)
            state.isFailing = false
            if order.capacity != self.limits.segmentBytes {
                guard let extent = state.journal.reserve(length, in: order.segment) else { return (.full, nil) }
                let outcome = self.write(extent, &state, write)
                if let file = state.files[order.segment] {
                    state.open.removeValue(forKey: order.segment)?.note(end: extent.end, file.frame)
                }
                guard case .failed = outcome else { return (outcome, nil) }
                return (outcome, state.finish(order.segment))
            }
            guard case .taken(let extent, let left) = state.journal.reserve(length) else { return (.full, nil) }
            let finished = left.flatMap { state.leave($0) }
            return (self.write(extent, &state, write), finished)
        } catch {
            state.pauseEnds = self.now() + Self.pause
            state.journal.forget(order.segment)
            self.delete(parked)
            return (.failed(error), nil)
        }
    }
}
