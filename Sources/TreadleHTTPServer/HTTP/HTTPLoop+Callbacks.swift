internal import CTreadleLinux
internal import CTreadleMicroHTTPD
internal import Glibc
internal import TreadleHTTP

/// Where libmicrohttpd calls: each callback finds its owner again and hands the event on.
extension HTTPLoop {
    func callbacks(context: UnsafeMutableRawPointer) -> MicroDaemon.Callbacks {
        MicroDaemon.Callbacks(
            context: context,
            handle: { context, handle, _, method, version, bytes, length, state in
                guard let context, let handle, let length, let pointer = state?.pointee else { return .NO }
                let loop = Unmanaged<HTTPLoop>.fromOpaque(context).takeUnretainedValue()
                let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
                let count = length.pointee
                let body = UnsafeRawBufferPointer(start: count > 0 ? bytes : nil, count: count)
                let line = RequestLine(method: method, version: version)
                let outcome = loop.handle(exchange, handle, line, body)
                if outcome.isConsumed { length.pointee = 0 }
                return outcome.goesOn ? .YES : .NO
            },
            completed: { context, _, state, code in
                guard let context, let state, let pointer = state.pointee else { return }
                state.pointee = nil
                let loop = Unmanaged<HTTPLoop>.fromOpaque(context).takeUnretainedValue()
                loop.completed(
                    Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue(),
                    isWhole: code == .REQUEST_TERMINATED_COMPLETED_OK)
            },
            connectionChanged: { context, handle, state, change in
                guard let context, let handle, let state else { return }
                let loop = Unmanaged<HTTPLoop>.fromOpaque(context).takeUnretainedValue()
                if change == .CONNECTION_NOTIFY_STARTED {
                    state.pointee = Unmanaged.passRetained(loop.connected(handle)).toOpaque()
                } else if let pointer = state.pointee {
                    state.pointee = nil
                    loop.disconnected(Unmanaged<HTTPConnection>.fromOpaque(pointer).takeRetainedValue())
                }
            },
            requestLine: { context, target, handle in
                guard let context, let target, let handle, let pointer = ctreadle_mhd_socket_context(handle) else {
                    return nil
                }
                let loop = Unmanaged<HTTPLoop>.fromOpaque(context).takeUnretainedValue()
                let connection = Unmanaged<HTTPConnection>.fromOpaque(pointer).takeUnretainedValue()
                let exchange = Exchange(on: connection, of: loop, target: String(cString: target))
                connection.exchange = exchange
                return Unmanaged.passRetained(exchange).toOpaque()
            })
    }

    /// Asks for more of a streamed answer.
    static let readDownload: MHD_ContentReaderCallback = { context, _, buffer, count in
        guard let context, let buffer else { return HTTPLoop.brokenEnd }
        let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
        return exchange.loop.read(exchange, into: UnsafeMutableRawBufferPointer(start: buffer, count: count))
    }

    /// Asks for more of an answer that is in memory.
    static let readBytes: MHD_ContentReaderCallback = { context, position, buffer, count in
        guard let context, let buffer else { return HTTPLoop.brokenEnd }
        let bytes = Unmanaged<LargeBody>.fromOpaque(context).takeUnretainedValue().bytes.dropFirst(Int(position))
        let part = bytes.prefix(count)
        UnsafeMutableRawBufferPointer(start: buffer, count: count).copyBytes(from: part)
        return part.count
    }

    /// `MHD_CONTENT_READER_END_OF_STREAM` and `MHD_CONTENT_READER_END_WITH_ERROR`, which are casts in C.
    static let end = -1
    static let brokenEnd = -2
}

/// What a handler call leads to.
struct HandlerOutcome {
    /// Whether the bytes were taken; they are offered again otherwise.
    var isConsumed = false
    /// Whether the connection stays.
    var goesOn = true
}

/// The method and version of a request, borrowed from the library for the length of a call.
struct RequestLine {
    var method: UnsafePointer<CChar>?
    var version: UnsafePointer<CChar>?

    /// Whether it is an HTTP/1.0 request.
    var isVersion10: Bool { self.version.map { strcmp($0, "HTTP/1.0") == 0 } ?? false }

    /// Where the first field stands, the line break being the protocol's.
    var end: UnsafeRawPointer? { self.version.map { UnsafeRawPointer($0) + strlen($0) + 2 } }

    /// The method as a value, without an allocation for the usual ones.
    var httpMethod: HTTPMethod {
        guard let method = self.method else { return .get }
        if strcmp(method, "GET") == 0 { return .get }
        if strcmp(method, "POST") == 0 { return .post }
        return HTTPMethod(rawValue: String(cString: method))
    }
}

/// An answer in memory that is too large to be copied in one piece.
final class LargeBody: Sendable {
    let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }
}
