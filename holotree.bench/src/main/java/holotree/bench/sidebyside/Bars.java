package holotree.bench.sidebyside;

/// What Holotree must keep against its peers, on a tree of 10,000 files and 300 MB or more.
final class Bars {

  static final Bar COPY_TO_TAR = Bar.of(1.15, 1.0);
  static final Bar COPY_TO_CP = Bar.of(0.9);
  static final Bar REFLINK_TO_CP = Bar.of(1.2);
  static final Bar REFRESH_TO_FIND = Bar.of(2.5);
  static final Bar RECORD_TO_TAR = Bar.of(1.3);
  static final Bar SECOND_RECORD_TO_FIRST = Bar.of(0.4);
  static final Bar GROWTH_TO_CHANGED_BYTES = Bar.of(1.02);
  static final Bar LIBRARY_TO_TAR = Bar.of(1.05, 1.0);
  static final Bar START_TO_JAVA = Bar.of(4, 3);

  /// Resident bytes at most.
  static final Bar PEAK_MEMORY = Bar.of(256 << 20);

  static final Bar CALLS_PER_COPIED_FILE = Bar.of(6);
  static final Bar CALLS_PER_LINKED_FILE = Bar.of(6);
  static final Bar CALLS_PER_CLEAN_FILE = Bar.of(1.5);
  static final Bar MKDIRS_PER_DIRECTORY = Bar.of(1);

  /// Files of less than this many bytes on average are many small files: what a hard link costs
  /// counts there, and above it the hashing of their bytes.
  static final long SMALL_FILE = 32 << 10;

  private static final long LEAST_FILES = 10_000;
  private static final long LEAST_BYTES = 300_000_000;
  private static final Bar HARD_LINK_SMALL = Bar.of(2.0);
  private static final Bar HARD_LINK_LARGE = Bar.of(2.5);

  private Bars() {}

  /// Whether `tree` is large enough for the bars: on a small one, starting up is most of the time.
  static boolean areMeantFor(SourceTree tree) {
    return tree.files() >= LEAST_FILES && tree.bytes() >= LEAST_BYTES;
  }

  static Bar hardLinkToCp(SourceTree tree) {
    return tree.meanFileBytes() < SMALL_FILE ? HARD_LINK_SMALL : HARD_LINK_LARGE;
  }
}
