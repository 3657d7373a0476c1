extension EasyHandle {
    /// The handles for whose readers a pass of the loop brought something.
    final class Outbox {
        private var noted: [EasyHandle] = []

        var isEmpty: Bool { self.noted.isEmpty }

        func note(_ easy: EasyHandle) {
            self.noted.append(easy)
        }

        /// Empties it.
        func take() -> [EasyHandle] {
            defer { self.noted.removeAll() }
            return self.noted
        }
    }
}
