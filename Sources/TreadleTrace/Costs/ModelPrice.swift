public import TreadleCore

/// What a model costs from a date on (weave-wire, section 8).
public struct ModelPrice: Sendable, Hashable {
    /// Its identifier.
    public var id: String
    /// The project it holds in, as `entity/name`; `nil` for a price that ships with Treadle.
    public var projectID: String?
    /// The model, by the name that usage goes by.
    public var model: String
    /// Who offers it.
    public var provider: String
    /// The price of one token of the prompt, and of one of the answer.
    public var promptTokenCost, completionTokenCost: Double
    /// The price of one prompt token read from a cache, and of one written to it.
    public var cacheReadTokenCost, cacheCreationTokenCost: Double
    /// What these prices are counted in.
    public var promptTokenCostUnit, completionTokenCostUnit: String
    /// From when on they hold.
    public var effectiveDate: Timestamp
    /// Who stored them, and when.
    public var createdBy: String?
    /// When they were stored.
    public var createdAt: Timestamp

    /// Makes a price.
    public init(
        id: String, projectID: String?, model: String, provider: String = "default", promptTokenCost: Double,
        completionTokenCost: Double, cacheReadTokenCost: Double = 0, cacheCreationTokenCost: Double = 0,
        promptTokenCostUnit: String = "USD", completionTokenCostUnit: String = "USD", effectiveDate: Timestamp,
        createdBy: String? = nil, createdAt: Timestamp
    ) {
        self.id = id
        self.projectID = projectID
        self.model = model
        self.provider = provider
        self.promptTokenCost = promptTokenCost
        self.completionTokenCost = completionTokenCost
        self.cacheReadTokenCost = cacheReadTokenCost
        self.cacheCreationTokenCost = cacheCreationTokenCost
        self.promptTokenCostUnit = promptTokenCostUnit
        self.completionTokenCostUnit = completionTokenCostUnit
        self.effectiveDate = effectiveDate
        self.createdBy = createdBy
        self.createdAt = createdAt
    }
}
