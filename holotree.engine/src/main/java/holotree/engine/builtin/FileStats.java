package holotree.engine.builtin;

import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/// Asks `java.nio` what an entry is, the last name never followed.
///
/// The view `unix`, where there is one, tells all but the blocks on disk, for which the length
/// stands. Elsewhere a mode is 0755 or 0644, the modification time stands for the change time, and
/// the inode is a hash: of the file key, or of the creation time, which at least tells a new file
/// from an old one; there are no owners.
final class FileStats {

  private static final String UNIX = "unix:mode,size,lastModifiedTime,ctime,dev,ino,nlink,uid";
  private static final int TYPE = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int FILE = 0100000;
  private static final int SYMLINK = 0120000;

  private FileStats() {}

  /// What is at `path`.
  static FileStat of(Path path) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? ofUnix(Files.readAttributes(path, UNIX, LinkOption.NOFOLLOW_LINKS))
        : ofBasic(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
  }

  private static FileStat ofUnix(Map<String, Object> found) {
    int mode = (Integer) value(found, "mode");
    long size = (Long) value(found, "size");
    Instant modified = ((FileTime) value(found, "lastModifiedTime")).toInstant();
    Instant changed = ((FileTime) value(found, "ctime")).toInstant();
    EntryKind kind =
        switch (mode & TYPE) {
          case DIRECTORY -> EntryKind.DIRECTORY;
          case FILE -> EntryKind.FILE;
          case SYMLINK -> EntryKind.SYMLINK;
          default -> EntryKind.OTHER;
        };
    return new FileStat(
        kind,
        mode & 07777,
        size,
        modified.getEpochSecond(),
        modified.getNano(),
        changed.getEpochSecond(),
        changed.getNano(),
        (Long) value(found, "dev"),
        (Long) value(found, "ino"),
        (Integer) value(found, "nlink"),
        size,
        Integer.toUnsignedLong((Integer) value(found, "uid")),
        false);
  }

  private static Object value(Map<String, Object> found, String name) {
    return Objects.requireNonNull(found.get(name), name);
  }

  /// What basic attributes tell.
  static FileStat ofBasic(BasicFileAttributes found) {
    Instant modified = found.lastModifiedTime().toInstant();
    Object key = found.fileKey();
    return new FileStat(
        kind(found),
        found.isRegularFile() ? 0644 : found.isSymbolicLink() ? 0777 : 0755,
        found.size(),
        modified.getEpochSecond(),
        modified.getNano(),
        modified.getEpochSecond(),
        modified.getNano(),
        0,
        key == null ? found.creationTime().hashCode() : key.hashCode(),
        1,
        found.size(),
        -1,
        false);
  }

  private static EntryKind kind(BasicFileAttributes found) {
    if (found.isSymbolicLink()) {
      return EntryKind.SYMLINK;
    }
    if (found.isOther()) {
      return EntryKind.OTHER;
    }
    return found.isDirectory() ? EntryKind.DIRECTORY : EntryKind.FILE;
  }
}
