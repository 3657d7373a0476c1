public import TreadleTrace

extension InMemoryTraceStore: CostStore {}
