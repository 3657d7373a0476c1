public import TreadleTrace

extension RemoteTraceServer: CostStore {}
