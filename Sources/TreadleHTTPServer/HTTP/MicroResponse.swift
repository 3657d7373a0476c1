internal import CTreadleMicroHTTPD
internal import TreadleHTTP

/// A response in libmicrohttpd's form.
struct MicroResponse: ~Copyable {
    private let handle: OpaquePointer

    deinit { MHD_destroy_response(self.handle) }

    private init?(_ handle: OpaquePointer?) {
        guard let handle else { return nil }
        self.handle = handle
    }

    /// A response whose body is in memory; the bytes are copied.
    static func bytes(_ bytes: ArraySlice<UInt8>) -> MicroResponse? {
        let handle = bytes.withUnsafeBytes { bytes in
            // The library takes a mutable pointer and only reads through it, in this mode before it returns.
            MHD_create_response_from_buffer(
                bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
        }
        return MicroResponse(handle)
    }

    /// A response whose body is asked for as it goes out; of unknown length without `length`.
    ///
    /// `owner` is kept until the response is gone and is the callback's context.
    static func streamed(
        length: Int?, owner: AnyObject, reader: MHD_ContentReaderCallback
    ) -> MicroResponse? {
        let context = Unmanaged.passRetained(owner)
        // Chunks are made in the connection's own memory; only a body of known length goes through this block.
        let block = length == nil ? 4096 : 64 * 1024
        let handle = MHD_create_response_from_callback(
            length.map(UInt64.init) ?? UInt64.max, block, reader, context.toOpaque(),
            { context in
                guard let context else { return }
                Unmanaged<AnyObject>.fromOpaque(context).release()
            })
        if handle == nil { context.release() }
        return MicroResponse(handle)
    }

    /// Says nothing of a length and ends with the connection.
    ///
    /// Of a response without a body whose length is not known: the library would say it is chunked, and then send the
    /// last chunk of the body it must not send.
    func endWithConnection() { _ = ctreadle_mhd_end_with_connection(self.handle) }

    /// The response that hands a connection over to `handler`.
    static func upgrade(context: UnsafeMutableRawPointer?, handler: MHD_UpgradeHandler) -> MicroResponse? {
        MicroResponse(MHD_create_response_for_upgrade(handler, context))
    }

    /// Adds the fields, without those that frame the message: the library sets them itself.
    func add(_ headers: HTTPFields) {
        for field in headers.fields where !field.isFraming {
            // The library refuses line breaks, so a value cannot become a field, or a second response.
            _ = MHD_add_response_header(self.handle, field.name, field.value)
        }
    }

    /// Adds one field, whatever it is.
    func add(_ name: String, _ value: String) { _ = MHD_add_response_header(self.handle, name, value) }

    /// Lets it go out.
    func queue(on connection: OpaquePointer, status: Int) -> Bool {
        MHD_queue_response(connection, UInt32(status), self.handle) == .YES
    }
}
