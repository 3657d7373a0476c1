public import TreadleTrace

extension InMemoryTraceStore: TableStore {}
