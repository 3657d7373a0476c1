import Testing
import TreadleHTTP

@Suite struct HTTPRequestTests {
    @Test(
        arguments: [
            ("/looms", "/looms", nil), ("/looms?", "/looms", ""), ("/a%3Fb?c=d?e", "/a%3Fb", "c=d?e"), ("*", "*", nil),
        ] as [(String, String, String?)])
    func `a target is a path and a query`(target: String, path: String, query: String?) {
        let request = HTTPRequest(.get, target)
        #expect(request.path == path)
        #expect(request.query == query)
    }

    private struct Mirror: HTTPResponder {
        func respond(to request: HTTPRequest) async -> HTTPResponse {
            .text("\(request.target) \(request.peer?.isLoopback ?? false)")
        }
    }

    @Test(arguments: [
        ("http://mill/looms?limit=1", "/looms?limit=1"), ("http://mill:80", "/"), ("/looms", "/looms"),
        ("http://mill?path=/looms", "/?path=/looms"), ("http://mill/looms#third", "/looms"),
    ])
    func `a responder as a transport gets the target it would get from a socket`(url: String, target: String)
        async throws
    {
        let response = try await ResponderTransport(Mirror()).send(HTTPRequest(.get, url))
        #expect(try await response.body.collect(upTo: 100).elementsEqual("\(target) true".utf8))
    }
}
