#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The environment of this process.
enum ProcessEnvironment {
    /// All variables, as they are now.
    static var current: [String: String] { ProcessInfo.processInfo.environment }
}
