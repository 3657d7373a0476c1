extension EasyHandle {
    /// Decides when libcurl looks whether a response is over whose request waits for more of its body.
    ///
    /// libcurl up to version 8.8 counts a transfer as under way for as long as sending is paused, even when it has given
    /// the sending up: because the response refuses the body, or because it is complete and closes the connection. Only
    /// sending that goes on lets it see the end, and nothing says that the time has come. So after every pass that may
    /// have brought something, sending goes on, and libcurl either ends the transfer or asks for more of the body once,
    /// in the next pass, and is paused again.
    ///
    /// It is pure.
    struct Halt {
        private var isWatched = false
        private var wasPausedInPass = false

        enum Action: Equatable {
            /// Look again after the next pass.
            case keep
            case resume
            case drop
        }

        /// libcurl was told to wait; says whether the loop is to begin to watch it.
        mutating func begin() -> Bool {
            self.wasPausedInPass = true
            defer { self.isWatched = true }
            return !self.isWatched
        }

        /// A pass is over.
        mutating func passed(isPaused: Bool) -> Action {
            // Going on after the very pass that paused would go round without end.
            if isPaused, self.wasPausedInPass {
                self.wasPausedInPass = false
                return .keep
            }
            self = Halt()
            return isPaused ? .resume : .drop
        }
    }
}
