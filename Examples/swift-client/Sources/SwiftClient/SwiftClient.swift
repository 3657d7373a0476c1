import Foundation
import TreadleWebSocketClient

/// Sends each kind of request to a Treadle server and shows what comes back.
///
///     swift run SwiftClient 127.0.0.1:8080
///
/// With `TREADLE_API_KEY` in the environment the key is sent along.
@main
struct SwiftClient {
    static func main() async {
        let address = CommandLine.arguments.dropFirst().first ?? "127.0.0.1:8080"
        var configuration = WebSocketClient.Configuration()
        if let key = ProcessInfo.processInfo.environment["TREADLE_API_KEY"] {
            configuration.headers["Authorization"] = "Bearer \(key)"
        }
        do {
            try await WebSocketClient(configuration: configuration).withConnection(to: "ws://\(address)/ws") {
                try await Tour(conversation: Conversation($0)).run()
            }
        } catch {
            FileHandle.standardError.write(Data("swift-client: \(error)\n".utf8))
            exit(1)
        }
    }
}
