public import TreadleTrace

extension SQLiteTraceStore: ProjectStore {}
