package holotree.fs.posix;

/// Whether an open directory has no entries.
final class Emptiness {

  private static final byte[] ITSELF = {'.'};

  private Emptiness() {}

  /// Looks whether it has none.
  ///
  /// @param path for people
  static boolean of(int directory, String path) {
    // A descriptor of its own, because the place in a listing belongs to the descriptor.
    int number = Libc.openat(directory, ITSELF, OpenFlag.DIRECTORY, 0);
    if (number < 0) {
      throw Errno.failure("open directory", path, number);
    }
    EntryReader reader = new EntryReader();
    try {
      int error = reader.fill(number);
      if (error < 0) {
        throw Errno.failure("list", path, error);
      }
    } finally {
      Libc.close(number);
    }
    return !reader.step();
  }
}
