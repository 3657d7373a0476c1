import Foundation
import Weave

extension WeaveSnippets {
    @Sendable static func clientBlocking() async throws {
        let done = await withCheckedContinuation { continuation in
            // A blocking client belongs to a thread that may wait.
            Thread.detachNewThread { continuation.resume(returning: Result { try useBlockingClient() }) }
        }
        try done.get()
    }
}

private func useBlockingClient() throws {
    // snippet: client-blocking
    let client = try WeaveClient.create(entity: "mill", project: "looms")
    defer { client.close() }
    let ref = try client.save(["width": 140], name: "pattern")
    for call in client.callsStream() { print(try call.get().id) }
    // snippet-end
    print(ref.name)
}
