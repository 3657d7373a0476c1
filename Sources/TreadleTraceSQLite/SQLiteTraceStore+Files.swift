public import TreadleTrace

extension SQLiteTraceStore: FileStore {}
