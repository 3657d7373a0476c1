public import TreadleTrace

extension RemoteTraceServer: TableStore {}
