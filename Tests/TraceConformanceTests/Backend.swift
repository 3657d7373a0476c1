import Testing
import TreadleTesting
import TreadleTrace
import TreadleTraceSQLite

/// Every store answers the same questions the same way.
enum Backend: String, CaseIterable, CustomTestStringConvertible {
    case memory, sqlite

    var testDescription: String { self.rawValue }

    /// A new, empty store.
    func makeStore() throws -> any CallStore {
        switch self {
        case .memory: InMemoryTraceStore()
        case .sqlite: try SQLiteTraceStore(path: ":memory:")
        }
    }
}
