public import TreadleCore

extension Toolbox {
    /// Bounds on one run of a tool.
    public struct Limits: Sendable, Hashable {
        /// How long it may take.
        public var duration: Duration
        /// How many bytes of UTF-8 it may answer with.
        public var resultSize: Int
        /// What its arguments may be as JSON.
        public var json: JSONLimits

        /// Makes limits: thirty seconds and one mebibyte, unless told otherwise.
        public init(duration: Duration = .seconds(30), resultSize: Int = 1 << 20, json: JSONLimits = JSONLimits()) {
            self.duration = duration
            self.resultSize = resultSize
            self.json = json
        }
    }
}
