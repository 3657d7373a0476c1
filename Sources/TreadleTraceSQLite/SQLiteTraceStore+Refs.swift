public import TreadleTrace

extension SQLiteTraceStore: RefStore {}
