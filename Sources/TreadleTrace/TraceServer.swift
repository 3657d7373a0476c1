/// Everything a trace server answers: one meaning in process and over the wire.
public typealias TraceServer =
    CallStore & ObjectStore & TableStore & FileStore & RefStore & FeedbackStore & CostStore & ProjectStore
