/// Tracing for this process: where calls go, and when.
///
/// ```swift
/// try await Weave.start("mill/looms")
/// let weave = Op("weave_cloth", inputs: "warp", "weft") { (warp: String, weft: String) in warp + weft }
/// ```
public enum Weave {}
