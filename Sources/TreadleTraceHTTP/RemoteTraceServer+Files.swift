public import TreadleTrace

extension RemoteTraceServer: FileStore {}
