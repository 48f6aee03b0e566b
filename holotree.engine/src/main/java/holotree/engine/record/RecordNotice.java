package holotree.engine.record;

/// What a recording has to tell besides what the scan found.
public enum RecordNotice {
  /// The stage's path is under 8 bytes.
  STAGE_PATH_TOO_SHORT,
  /// A file holds the path in a form that cannot be changed.
  NOT_RELOCATABLE,
  /// A binary file holds the path: no longer target fits.
  FIXED_LENGTH
}
