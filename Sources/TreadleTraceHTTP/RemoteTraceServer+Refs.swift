public import TreadleTrace

extension RemoteTraceServer: RefStore {}
