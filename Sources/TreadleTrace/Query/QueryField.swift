/// A field that conditions and sorting can name, resolved from its dotted path.
public enum QueryField: Sendable, Hashable {
    /// What a query compares a column as.
    public enum ColumnKind: Sendable {
        /// Text; a whole number; a time.
        case text, integer, time
    }

    /// What is worked out of a call when it is read.
    public enum Computed: String, Sendable {
        /// `summary.weave.status`, `.latency_ms`, `.trace_name` (the display name where there is one).
        case status, latencyMilliseconds = "latency_ms", traceName = "trace_name"
    }

    /// What of a feedback row a condition on a call can see.
    public enum FeedbackPart: Sendable, Hashable {
        /// A value inside the payload.
        case payload([PathStep])
        /// The ref of the runnable, or of what triggered it.
        case runnableRef, triggerRef
    }

    /// A step into a JSON value: a member of an object by that name, or, where it is a whole number, an element.
    public struct PathStep: Sendable, Hashable {
        /// The name.
        public var name: String

        /// Makes a step.
        public init(_ name: String) { self.name = name }

        /// The place in a list, where the name is one: only digits, without a sign.
        public var index: Int? {
            self.name.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(self.name) : nil
        }
    }

    /// A column by its name on the wire.
    case column(String, ColumnKind)
    /// A value inside a JSON column, such as `inputs`, by its path; the column itself where the path is empty.
    case json(column: String, path: [PathStep])
    /// Something computed of a call.
    case computed(Computed)
    /// A value in the feedback on a call; any type where `type` is `nil`.
    case feedback(type: String?, FeedbackPart)
    /// A field that is known and that nothing has here, such as `annotation_queue_items.queue_id`.
    case absent(String)
}
