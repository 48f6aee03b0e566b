package holotree.fs.posix;

import holotree.api.error.RefusedException;
import holotree.api.fs.EntryKind;

/// Makes sure that what was opened is a regular file: a FIFO would block, a device do anything.
final class RegularFile {

  /// What [#check] says of anything else, which it has closed.
  static final int OTHER = 1;

  private RegularFile() {}

  /// Looks at an open file, and closes it unless it is a regular one.
  ///
  /// @return 0 and what it is in [Statx#answer], an error, or [#OTHER]
  static int check(int file) {
    int result = Statx.ask(file);
    if (result == 0 && Statx.answer().kind() != EntryKind.FILE) {
      result = OTHER;
    }
    if (result != 0) {
      Libc.close(file);
    }
    return result;
  }

  /// The exception for [#OTHER].
  static RefusedException refusal(String path) {
    return new RefusedException(
        "open",
        path,
        "not a regular file",
        "Remove what stands there if it does not belong there, then try again.",
        null);
  }
}
