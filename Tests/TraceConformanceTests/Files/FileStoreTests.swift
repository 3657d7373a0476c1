import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct FileStoreTests {
    private static let project = "mill/looms"

    private func read(_ digest: String, of size: Int, in store: any TraceServer) async throws -> [UInt8] {
        var content: [UInt8] = []
        while content.count < size {
            let chunk = try await store.chunk(ofFile: digest, in: Self.project, from: content.count)
            try #require(!chunk.isEmpty)
            content += chunk
        }
        return content
    }

    @Test(arguments: Backend.allCases, [0, 1, 5, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_000_000])
    func `a file comes back byte for byte`(backend: Backend, size: Int) async throws {
        let store = try backend.makeStore()
        let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
        // A slice, as a form gives it.
        let digest = try await store.createFile(
            ([1, 2] + content)[2...], name: "loom.bin", in: Self.project, expecting: nil)

        #expect(digest == Digest.content(content[...]))
        #expect(try await store.sizeOfFile(digest, in: Self.project) == size)
        #expect(try await self.read(digest, of: size, in: store) == content)
        #expect(try await store.chunk(ofFile: digest, in: Self.project, from: size).isEmpty)
        #expect(try await store.chunk(ofFile: digest, in: Self.project, from: size + 1).isEmpty)
        #expect(try await store.totalFileSize(in: Self.project) == size)
    }

    @Test(arguments: Backend.allCases)
    func `a chunk starts wherever it is asked for`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let content = (0..<2_200_000).map { UInt8(truncatingIfNeeded: $0 % 251) }
        let digest = try await store.createFile(content[...], name: "x", in: Self.project, expecting: nil)
        for offset in [1, 1 << 20, (1 << 20) + 7, (2 << 20) - 1, 2_199_999] {
            let chunk = try await store.chunk(ofFile: digest, in: Self.project, from: offset)
            #expect(chunk.first == content[offset])
            #expect(content[offset...].starts(with: chunk))
        }
        let error = await #expect(throws: TraceError.self) {
            try await store.chunk(ofFile: digest, in: Self.project, from: -1)
        }
        #expect(error?.code == .invalidRequest)
    }

    @Test(arguments: Backend.allCases)
    func `equal content is stored once in each project`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let content = [UInt8](utf8: "same")[...]
        let first = try await store.createFile(content, name: "a", in: Self.project, expecting: nil)
        let second = try await store.createFile(content, name: "b \"\r\n\\é", in: Self.project, expecting: nil)
        #expect(first == second)
        #expect(try await store.totalFileSize(in: Self.project) == 4)
        #expect(try await store.totalFileSize(in: "mill/dyes") == 0)
        for read in ["size", "chunk"] {
            let error = await #expect(throws: TraceError.self) {
                if read == "size" {
                    _ = try await store.sizeOfFile(first, in: "mill/dyes")
                } else {
                    _ = try await store.chunk(ofFile: first, in: "mill/dyes", from: 0)
                }
            }
            #expect(error?.code == .notFound)
        }
        _ = try await store.createFile(content, name: "a", in: "mill/dyes", expecting: nil)
        #expect(try await store.sizeOfFile(first, in: "mill/dyes") == 4)
        #expect(try await store.totalFileSize(in: "mill/dyes") == 4)
    }

    @Test(arguments: Backend.allCases)
    func `another digest than the expected one is a conflict, and nothing is stored`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let content = [UInt8](utf8: "x")[...]
        let digest = Digest.content(content)
        for wrong in [String(repeating: "A", count: 43), digest.lowercased()] {
            let error = await #expect(throws: TraceError.self) {
                try await store.createFile(content, name: "x", in: Self.project, expecting: wrong)
            }
            #expect(error?.code == .conflict)
        }
        #expect(try await store.totalFileSize(in: Self.project) == 0)
        #expect(try await store.createFile(content, name: "x", in: Self.project, expecting: digest) == digest)
    }
}
