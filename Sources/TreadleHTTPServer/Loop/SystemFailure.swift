internal import Glibc

/// A system call that failed, and why.
struct SystemFailure: Error, CustomStringConvertible {
    /// The call.
    let call: String
    /// Its `errno`.
    let code: Int32

    init(call: String, code: Int32 = errno) {
        self.call = call
        self.code = code
    }

    var description: String { "\(self.call): \(String(cString: strerror(self.code)))" }
}
