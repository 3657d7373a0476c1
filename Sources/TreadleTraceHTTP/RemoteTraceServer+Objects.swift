public import TreadleTrace

extension RemoteTraceServer: ObjectStore {}
