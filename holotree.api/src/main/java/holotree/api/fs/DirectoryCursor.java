package holotree.api.fs;

/// Goes over a directory's entries, `.` and `..` left out. Not thread-safe.
public interface DirectoryCursor extends AutoCloseable {

  /// Steps to the next entry; false at the end.
  boolean next();

  /// The entry's name, in an array of the caller's own.
  byte[] name();

  /// What the entry is, asked of the file system now.
  FileStat stat();

  /// Ends the listing. Idempotent.
  @Override
  void close();
}
