public import TreadleTrace

extension SQLiteTraceStore: FeedbackStore {}
