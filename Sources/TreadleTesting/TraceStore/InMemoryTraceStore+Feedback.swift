public import TreadleTrace

extension InMemoryTraceStore: FeedbackStore {}
