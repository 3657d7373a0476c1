public import TreadleTrace

extension RemoteTraceServer: ProjectStore {}
