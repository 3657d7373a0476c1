// `import Weave` is all that a program needs: ops and contexts, the words of the trace API, and JSON values.
@_exported public import TreadleCore
@_exported public import TreadleTrace
@_exported public import TreadleTracing
