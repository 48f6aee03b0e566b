package holotree.engine.tree;

/// What a scan finds that a catalog cannot hold.
public enum ScanNotice {
  /// Setuid, setgid or sticky bits.
  SPECIAL_MODE_DROPPED,
  /// An inode with several names.
  HARD_LINKS_SPLIT,
  /// A file with holes.
  HOLES_FILLED
}
