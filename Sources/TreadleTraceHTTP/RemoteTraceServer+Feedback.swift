public import TreadleTrace

extension RemoteTraceServer: FeedbackStore {}
