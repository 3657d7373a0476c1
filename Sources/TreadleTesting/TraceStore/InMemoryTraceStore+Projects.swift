public import TreadleTrace

extension InMemoryTraceStore: ProjectStore {}
