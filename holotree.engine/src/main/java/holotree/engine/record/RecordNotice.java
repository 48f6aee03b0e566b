package holotree.engine.record;

/// What a recording has to tell besides what the scan found.
public enum RecordNotice {
  /// The stage's path is under 8 bytes.
  STAGE_PATH_TOO_SHORT
}
