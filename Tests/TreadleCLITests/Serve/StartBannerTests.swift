import Testing
import TreadleCore

@testable import TreadleCLI

@Suite struct StartBannerTests {
    private func banner(
        _ environment: [String: String] = [:], port: Int = 8080, program: String = "/usr/local/bin/treadle"
    ) throws -> StartBanner {
        let sources = SettingSources(environment: environment.merging(["HOME": "/mill"]) { given, _ in given })
        let configuration = try ServerConfiguration(reading: sources)
        return StartBanner(
            configuration: configuration, address: ListeningAddress(host: configuration.host, port: port),
            program: program)
    }

    @Test func `without a key it says that the demo model answers, and why`() throws {
        #expect(
            try self.banner().text == #"""
                Treadle 0.1.0

                  serves  http://127.0.0.1:8080/v1 (OpenAI's API) and ws://127.0.0.1:8080/ws (WebSocket)
                  model   the built-in demo model, because OPENAI_API_KEY is not set
                  traces  project treadle/era in /mill/.local/share/treadle/calls.sqlite
                  access  clients on this machine alone, because TREADLE_API_KEYS is not set

                listening on http://0.0.0.0:8080

                # Try, in another terminal: a chat
                curl -sS http://127.0.0.1:8080/v1/chat/completions \
                  -H 'content-type: application/json' \
                  -d '{"model":"demo","messages":[{"role":"user","content":"Tell me a story about a loom."}]}'

                # the same, word by word
                curl -sSN http://127.0.0.1:8080/v1/chat/completions \
                  -H 'content-type: application/json' \
                  -d '{"model":"demo","stream":true,"messages":[{"role":"user","content":"Tell me a story about a loom."}]}'

                # what was called, with tokens and times
                /usr/local/bin/treadle calls

                # any client of OpenAI's API, such as Python's (pip install openai)
                python3 -c 'import os, openai
                client = openai.OpenAI(base_url="http://127.0.0.1:8080/v1", api_key="unused")
                messages = [{"role": "user", "content": "Hello!"}]
                answer = client.chat.completions.create(model="demo", messages=messages)
                print(answer.choices[0].message.content)'


                """#)
    }

    @Test func `with an upstream it says which, and never the key`() throws {
        let text = try self.banner(["OPENAI_API_KEY": "sk-4711", "OPENAI_MODEL": "it's"]).text

        #expect(text.contains("model   https://api.openai.com/v1, by default it's; and demo\n"))
        #expect(text.contains(#"{"model":"it'\''s","messages""#))
        #expect(!text.contains("4711"))
        #expect(
            try self.banner(["OPENAI_BASE_URL": "http://127.0.0.1:11434/v1"]).text
                .contains("http://127.0.0.1:11434/v1, without a key, by default gpt-3.5-turbo"))
    }

    @Test func `with keys the commands send one from a variable, and none is shown`() throws {
        let text = try self.banner(["TREADLE_API_KEYS": "warp-0001,weft-0002"]).text

        #expect(text.contains("access  with a key of TREADLE_API_KEYS (2 are set)\n"))
        #expect(text.contains("set TREADLE_API_KEY to a key first"))
        #expect(text.contains(#"-H "authorization: Bearer $TREADLE_API_KEY""#))
        #expect(text.contains(#"api_key=os.environ["TREADLE_API_KEY"]"#))
        #expect(!text.contains("000"))
    }

    @Test func `the line that says where it listens stands there once`() throws {
        for host in ["127.0.0.1", "::", "::1", "mill.local"] {
            let banner = try self.banner(["SERVER_HOST": host], port: 54_321)
            let shown = host.contains(":") ? "[\(host)]" : host

            #expect(
                banner.text.split(separator: "\n").filter { $0.hasPrefix("listening on ") }
                    == ["listening on http://\(shown):54321"])
        }
    }

    @Test func `the command for calls finds this server wherever it is typed`() throws {
        #expect(
            try self.banner(port: 3000, program: "/my mill/treadle").text
                .contains("\nTREADLE_URL=http://127.0.0.1:3000 '/my mill/treadle' calls\n"))
        #expect(
            try self.banner(["SERVER_HOST": "::", "TREADLE_PROJECT": "mill/one"]).text
                .contains("\nTREADLE_URL='http://[::1]:8080' TREADLE_PROJECT=mill/one /usr/local/bin/treadle calls\n"))
    }

    @Test func `traces that are off are said to be`() throws {
        #expect(try self.banner(["TREADLE_TRACE": "no"]).text.contains("traces  off, by TREADLE_TRACE\n"))
    }
}
