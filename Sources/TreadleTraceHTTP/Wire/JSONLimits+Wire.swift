internal import TreadleCore

extension JSONLimits {
    /// For requests and answers that carry calls: what stands around a payload comes on top of what the payload may nest.
    static let wire = JSONLimits(maximumDepth: JSONLimits().maximumDepth + 16)
}
