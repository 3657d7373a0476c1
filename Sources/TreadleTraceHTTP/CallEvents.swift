internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

/// A feed as server-sent events: `call` with a call, `lost` with a count, and comments while nothing happens.
final class CallEvents: HTTPBodyStream {
    private static let comment = [UInt8](utf8: ":\n\n")

    private let subscription: CallSubscription
    private let heartbeat: Duration
    private let clock: any Clock<Duration>
    private let isOpen = Mutex(false)

    init(of subscription: CallSubscription, heartbeat: Duration, clock: any Clock<Duration>) {
        self.subscription = subscription
        self.heartbeat = heartbeat
        self.clock = clock
    }

    func next() async throws -> ArraySlice<UInt8>? {
        // At once, so that the head does not wait for the first call.
        let wasOpen = self.isOpen.withLock { isOpen in
            defer { isOpen = true }
            return isOpen
        }
        guard wasOpen else { return Self.comment[...] }
        await self.waitForCallOrHeartbeat()
        try Task.checkCancellation()
        guard let delivery = self.subscription.take() else { return nil }
        let events = Self.events(delivery)
        return events.isEmpty ? Self.comment[...] : events[...]
    }

    func cancel() { self.subscription.cancel() }

    private func waitForCallOrHeartbeat() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.subscription.waitUntilReady() }
            group.addTask { try? await self.clock.sleep(for: self.heartbeat) }
            await group.next()
            group.cancelAll()
        }
    }

    static func events(_ delivery: CallFeed.Delivery) -> [UInt8] {
        var events: [UInt8] = []
        if delivery.lostCount > 0 {
            events.append(contentsOf: "event: lost\ndata: {\"count\":\(delivery.lostCount)}\n\n".utf8)
        }
        for call in delivery.calls {
            events.append(contentsOf: "event: call\ndata: ".utf8)
            events.append(onOneLine: call.answer())
            events.append(contentsOf: "\n\n".utf8)
        }
        return events
    }
}
