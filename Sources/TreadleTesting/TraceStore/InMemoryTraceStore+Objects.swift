public import TreadleTrace

extension InMemoryTraceStore: ObjectStore {}
