import TreadleCore
import TreadleTrace

extension ModelPrice {
    /// A price of a mill's; what is not given does not matter.
    static func stub(
        _ model: String, project: String? = "mill/looms", prompt: Double = 2, completion: Double = 3,
        cacheRead: Double = 0, cacheCreation: Double = 0, from microseconds: Int64 = 0, at createdAt: Int64 = 0
    ) -> ModelPrice {
        ModelPrice(
            id: "", projectID: project, model: model, promptTokenCost: prompt, completionTokenCost: completion,
            cacheReadTokenCost: cacheRead, cacheCreationTokenCost: cacheCreation,
            effectiveDate: Timestamp(microseconds: microseconds), createdAt: Timestamp(microseconds: createdAt))
    }
}
