public import TreadleTrace

extension InMemoryTraceStore: RefStore {}
