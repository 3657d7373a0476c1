extension CurlLoop {
    /// What other threads ask of the loop's.
    enum Command {
        case add(Transfer)
        case cancel(Transfer)
        case resumeReceiving(Transfer)
        case resumeSending(Transfer)
        /// Ends the loop when no transfer is left.
        case drain
        /// Ends the loop and every transfer.
        case stop
    }

    /// Decides when a command is taken and when the loop has to be woken for it. It is pure.
    struct Mailbox<Command> {
        private var commands: [Command] = []
        private var isAsleep = false
        private var isClosed = false
        /// Wake-ups that were decided on and not yet carried out.
        private var pendingWakeUps = 0

        enum PostAction: Equatable {
            case none
            /// The loop is to be woken, and ``noteWoken()`` called after that.
            case wake
            /// The loop has ended.
            case refuse
        }

        mutating func post(_ command: Command) -> PostAction {
            guard !self.isClosed else { return .refuse }
            self.commands.append(command)
            // One wake-up for all commands of a pause.
            guard self.isAsleep else { return .none }
            self.isAsleep = false
            self.pendingWakeUps += 1
            return .wake
        }

        mutating func noteWoken() {
            self.pendingWakeUps -= 1
        }

        /// Whether nobody is about to wake the loop.
        var isQuiet: Bool { self.pendingWakeUps == 0 }

        mutating func take() -> [Command] {
            self.isAsleep = false
            defer { self.commands.removeAll() }
            return self.commands
        }

        /// The loop is about to wait; `false` when there is something to do first.
        mutating func fallAsleep() -> Bool {
            self.isAsleep = self.commands.isEmpty
            return self.isAsleep
        }

        /// Takes nothing from now on; what was left over comes back.
        mutating func close() -> [Command] {
            self.isClosed = true
            return self.take()
        }
    }
}
