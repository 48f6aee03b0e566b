package holotree.engine.relocate;

/// What becomes of the stage's path in byte code. Python does not need it: importing a module puts right
/// the name of the file it came from.
public enum ByteCode {
  /// It is replaced, as everywhere.
  OWN,
  /// The filler stays, so that spaces can share the file; unless its source is relocated, which comes
  /// with byte code of its own.
  SHARED
}
