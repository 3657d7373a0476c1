public import TreadleTrace

extension SQLiteTraceStore: ObjectStore {}
