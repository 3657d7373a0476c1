internal import TreadleCore
internal import TreadleTrace

extension CallsCommand {
    /// Follows a source until the process is ended; when the source ends, opens it again for as long as it takes.
    static func follow(_ opening: CallSourceOpening, with listing: inout CallListing) async throws -> Never {
        var source = try await opening.open()
        while true {
            do {
                try await listing.follow(source)
            } catch let error as TraceError where error.code == .unavailable {
                // The same as an end: the server went away.
            }
            Console.error.write("treadle: \(source.place) has stopped; waiting for more\n")
            source = try await Self.reopen(opening)
        }
    }

    private static func reopen(_ opening: CallSourceOpening) async throws -> any CallSource {
        while true {
            try await Task.sleep(for: .seconds(1))
            do {
                return try await opening.open()
            } catch let error as CommandLineError where error.code == .unavailable {
                continue
            }
        }
    }
}
