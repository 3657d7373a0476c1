import Dispatch
import Foundation
import Weave

// `write` leaves one of everything and prints what it is called, `read` reads that again with the blocking client,
// `wait` waits for an answer that may never come.
let mode = CommandLine.arguments.dropFirst().first ?? "write"

func fail(_ error: any Error) -> Never {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}

switch mode {
case "write":
    Task {
        do {
            print(try await Writer.run())
            exit(0)
        } catch {
            fail(error)
        }
    }
    dispatchMain()
case "read":
    do {
        try WeaveClient.withClient(entity: "mill", project: "looms") { client in print(try Reader.run(client)) }
    } catch {
        fail(error)
    }
default:
    do {
        var options = ClientOptions()
        options.deadline = nil
        print("waiting")
        fflush(nil)
        let client = try WeaveClient.create(
            entity: "mill", project: "looms", ensureProjectExists: false, options: options)
        print(try client.callCount())
    } catch {
        fail(error)
    }
}
