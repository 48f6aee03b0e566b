package holotree.fs.posix;

import holotree.api.error.RefusedException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;

/// Resolves whole paths by asking the kernel where it got to: one walk, with no step between that
/// another process could change.
final class RealPath {

  private RealPath() {}

  /// The path with every symbolic link in it resolved.
  ///
  /// @param path absolute; exists
  static Path of(Path path) {
    int located = Libc.openat(Libc.AT_FDCWD, EntryName.bytes(path), OpenFlag.LOCATE, 0);
    if (located < 0) {
      throw Errno.failure("resolve", path.toString(), located);
    }
    int length;
    try {
      length = Libc.readlinkat(Libc.AT_FDCWD, EntryName.bytes("/proc/self/fd/" + located));
    } finally {
      Libc.close(located);
    }
    if (length < 0) {
      throw Errno.failure("resolve", path.toString(), length);
    }
    byte[] bytes = Scratch.current().result().asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    String text = EntryName.text(bytes);
    if (!Arrays.equals(bytes, EntryName.bytes(text))) {
      throw new RefusedException(
          "resolve",
          path.toString(),
          "it leads to " + text + ", which is not UTF-8",
          "Choose a path of UTF-8 names.",
          null);
    }
    return Path.of(text);
  }
}
