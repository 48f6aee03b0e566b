package holotree.engine.builtin;

import holotree.api.fs.FileStat;
import holotree.api.fs.KeptAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/// Gives entries their modes and times, the last name never followed. Modes mean nothing where the
/// platform has no POSIX permissions.
final class Modes {

  private static final int ALL = 0777;
  private static final FileAttribute<?>[] NONE = {};

  // Where there are no POSIX permissions there is Windows, whose file times have units of 100 ns.
  private static final KeptAttributes TIMES_ALONE = new KeptAttributes(0, 0, 100);

  private Modes() {}

  /// What entries there keep.
  static KeptAttributes kept(Path path) {
    return hasModes(path) ? KeptAttributes.ALL : TIMES_ALONE;
  }

  /// What makes an entry with `mode`, less what the umask takes.
  ///
  /// @throws IllegalArgumentException if `mode` is not 0 to 0777
  static FileAttribute<?>[] attributes(Path path, int mode) {
    requirePermissions(mode);
    if (!hasModes(path)) {
      return NONE;
    }
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions(mode))};
  }

  /// Sets the permissions of `path` where they are not `mode` already.
  ///
  /// @param present the mode it has
  static void set(Path path, int present, int mode) throws IOException {
    requirePermissions(mode);
    if (present != mode && hasModes(path)) {
      Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setPermissions(permissions(mode));
    }
  }

  /// Sets the modification time. The JDK rounds times with nanoseconds before 1970 up to 1970, and
  /// keeps 292 years around it.
  static void setTime(Path path, long seconds, int nanos) throws IOException {
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(FileTime.from(Instant.ofEpochSecond(seconds, nanos)), null, null);
  }

  /// Gives a finished entry its time and then its mode, which may take the right to set times.
  static FileStat finish(Path path, int mode, long seconds, int nanos) throws IOException {
    setTime(path, seconds, nanos);
    FileStat present = FileStats.of(path);
    if (present.mode() == mode || !hasModes(path)) {
      return present;
    }
    set(path, present.mode(), mode);
    return FileStats.of(path);
  }

  private static boolean hasModes(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static void requirePermissions(int mode) {
    if ((mode & ~ALL) != 0) {
      throw new IllegalArgumentException("mode " + Integer.toOctalString(mode) + ", over 777");
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    EnumSet<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    // The constants go from OWNER_READ to OTHERS_EXECUTE, as the bits do.
    int bit = 0400;
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      if ((mode & bit) != 0) {
        set.add(permission);
      }
      bit >>= 1;
    }
    return set;
  }
}
