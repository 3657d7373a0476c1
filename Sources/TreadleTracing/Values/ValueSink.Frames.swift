extension ValueSink {
    /// The values that are open, outermost first. The first has its place here: most values have none within.
    struct Frames {
        private var first = Frame()
        private var others: [Frame] = []
        private(set) var count = 0

        init() {}

        /// One value alone.
        init(_ frame: Frame) { self.append(frame) }

        var isEmpty: Bool { self.count == 0 }

        subscript(level: Int) -> Frame {
            get { level == 0 ? self.first : self.others[level - 1] }
            set { if level == 0 { self.first = newValue } else { self.others[level - 1] = newValue } }
        }

        mutating func append(_ frame: Frame) {
            if self.count == 0 { self.first = frame } else { self.others.append(frame) }
            self.count += 1
        }

        mutating func removeLast() -> Frame {
            precondition(self.count > 0, "a value that is closed was opened")
            self.count -= 1
            return self.count == 0 ? self.first : self.others.removeLast()
        }

        /// Forgets all from a level on.
        mutating func remove(from level: Int) {
            while self.count > level { _ = self.removeLast() }
        }
    }
}
