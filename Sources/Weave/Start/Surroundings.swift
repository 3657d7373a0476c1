internal import FoundationEssentials
internal import TreadleCore
package import TreadleHTTP
internal import TreadleHTTPCurl

/// What a session finds around itself: the environment, the network, the time, a terminal.
package struct Surroundings: Sendable {
    /// A way to send requests, and how to be done with it.
    package struct Network: Sendable {
        package let transport: any HTTPTransport
        package let close: @Sendable () -> Void

        package init(_ transport: any HTTPTransport, close: @escaping @Sendable () -> Void = {}) {
            self.transport = transport
            self.close = close
        }
    }

    /// The environment's variables.
    package var environment: @Sendable () -> [String: String] = { ProcessInfo.processInfo.environment }
    /// Opens the network for one session.
    package var network: @Sendable () throws -> Network = {
        let transport = try CurlTransport()
        return Network(transport, close: { transport.shutDown() })
    }
    /// Measures waits and deadlines.
    package var clock: any Clock<Duration> = ThreadClock()
    /// Tells the user a line.
    package var say: @Sendable (String) -> Void = { StandardError.write($0) }

    package init() {}
}
