public import TreadleTrace

extension SQLiteTraceStore: CostStore {}
