public import TreadleTrace

extension SQLiteTraceStore: TableStore {}
