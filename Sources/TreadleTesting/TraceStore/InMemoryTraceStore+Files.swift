public import TreadleTrace

extension InMemoryTraceStore: FileStore {}
