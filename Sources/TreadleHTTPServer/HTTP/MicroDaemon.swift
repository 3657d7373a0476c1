internal import CTreadleMicroHTTPD
internal import Glibc

/// libmicrohttpd's daemon in its "external" mode: it has no thread of its own, and every call is its loop's.
///
/// So nothing in it ever runs beside a callback of ours: suspending, resuming, timeouts and the closing of descriptors
/// happen one after the other, and the library's traps (a resume lost to a second suspend, a stop while requests are
/// suspended) have no window to happen in.
struct MicroDaemon: ~Copyable {
    private let handle: OpaquePointer

    /// The callbacks, and what they get as their context.
    struct Callbacks {
        var context: UnsafeMutableRawPointer
        var handle: MHD_AccessHandlerCallback
        var completed: MHD_RequestCompletedCallback
        var connectionChanged: MHD_NotifyConnectionCallback
        var requestLine:
            @convention(c) (
                UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?
            ) -> UnsafeMutableRawPointer?
    }

    /// Takes over a listening socket.
    init?(listeningOn descriptor: Int32, connections: Int, memoryPerConnection: Int, callbacks: Callbacks) {
        // Targets are handed on as they were sent, so nothing is to be unescaped.
        let unescape:
            @convention(c) (
                UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<CChar>?
            ) -> Int = { _, _, text in text.map { strlen($0) } ?? 0 }
        func option(_ option: MHD_OPTION, _ value: Int, _ pointer: UnsafeMutableRawPointer? = nil) -> MHD_OptionItem {
            MHD_OptionItem(option: option, value: value, ptr_value: pointer)
        }
        let context = callbacks.context
        var options = [
            option(.LISTEN_SOCKET, Int(descriptor)),
            option(.CONNECTION_LIMIT, connections),
            option(.CONNECTION_MEMORY_LIMIT, memoryPerConnection),
            // Timeouts are ours: they need to be answered, and to know what a suspended request waits for.
            option(.CONNECTION_TIMEOUT, 0),
            option(.NOTIFY_COMPLETED, unsafeBitCast(callbacks.completed, to: Int.self), context),
            option(.NOTIFY_CONNECTION, unsafeBitCast(callbacks.connectionChanged, to: Int.self), context),
            option(.URI_LOG_CALLBACK, unsafeBitCast(callbacks.requestLine, to: Int.self), context),
            option(.UNESCAPE_CALLBACK, unsafeBitCast(unescape, to: Int.self)),
            option(.END, 0),
        ]
        let flags = MHD_USE_EPOLL.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue | MHD_ALLOW_UPGRADE.rawValue
        guard let handle = ctreadle_mhd_start(UInt32(flags), callbacks.handle, context, &options) else { return nil }
        self.handle = handle
    }

    /// Closes every connection. Suspended requests must have been resumed: the library aborts the process otherwise.
    deinit { MHD_stop_daemon(self.handle) }

    /// Becomes readable when ``run()`` has something to do.
    var descriptor: Int32 { ctreadle_mhd_epoll_fd(self.handle) }

    /// Does what there is to do without waiting.
    func run() { MHD_run(self.handle) }

    /// Whether ``run()`` has something to do already.
    var isBusy: Bool {
        var timeout: UInt64 = 0
        return MHD_get_timeout(self.handle, &timeout) == .YES && timeout == 0
    }

    /// Takes no more connections.
    ///
    /// - Returns: the listening socket, to be closed by the caller.
    func quiesce() -> Int32? {
        let descriptor = MHD_quiesce_daemon(self.handle)
        return descriptor >= 0 ? descriptor : nil
    }
}
