package holotree.testkit.windows;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the disk has under a path; times in units of 100 ns since 1601.
record DiskEntry(
    Path path,
    FileKey key,
    int mode,
    int links,
    long size,
    long created,
    long modified,
    long changed) {

  private static final String WANTED =
      "unix:dev,ino,mode,nlink,size,creationTime,lastModifiedTime,ctime";

  private static final int KIND = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int FILE = 0100000;
  private static final int SYMLINK = 0120000;
  private static final int OWNER_WRITES = 0200;

  private static final long SECONDS_FROM_1601_TO_1970 = 11_644_473_600L;
  private static final long UNITS = 10_000_000;

  /// What is there, a link itself; null if nothing is.
  static @Nullable DiskEntry at(Path path) throws IOException {
    try {
      return of(path, Files.readAttributes(path, WANTED, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException absent) {
      return null;
    } catch (FileSystemException e) {
      if (String.valueOf(e.getReason()).contains("Not a directory")) {
        return null;
      }
      throw e;
    }
  }

  /// What a link in `/proc` leads to.
  static DiskEntry behind(Path link) throws IOException {
    return of(link, Files.readAttributes(link, WANTED));
  }

  private static DiskEntry of(Path path, Map<String, Object> found) {
    return new DiskEntry(
        path,
        new FileKey(number(found, "dev"), number(found, "ino")),
        (int) number(found, "mode"),
        (int) number(found, "nlink"),
        number(found, "size"),
        units(found, "creationTime"),
        units(found, "lastModifiedTime"),
        units(found, "ctime"));
  }

  private static long number(Map<String, Object> found, String name) {
    return ((Number) value(found, name)).longValue();
  }

  private static long units(Map<String, Object> found, String name) {
    Instant instant = ((FileTime) value(found, name)).toInstant();
    return (instant.getEpochSecond() + SECONDS_FROM_1601_TO_1970) * UNITS + instant.getNano() / 100;
  }

  private static Object value(Map<String, Object> found, String name) {
    Object value = found.get(name);
    if (value == null) {
      throw new IllegalStateException("no attribute " + name + ": this is for POSIX systems");
    }
    return value;
  }

  /// A time as the disk keeps it.
  static FileTime time(long units) {
    return FileTime.from(
        Instant.ofEpochSecond(
            Math.floorDiv(units, UNITS) - SECONDS_FROM_1601_TO_1970,
            Math.floorMod(units, UNITS) * 100));
  }

  boolean isDirectory() {
    return (mode & KIND) == DIRECTORY;
  }

  boolean isFile() {
    return (mode & KIND) == FILE;
  }

  boolean isSymlink() {
    return (mode & KIND) == SYMLINK;
  }

  boolean isReadOnly() {
    return !isSymlink() && (mode & OWNER_WRITES) == 0;
  }

  /// The same with one name less.
  DiskEntry withoutName() {
    int left = Math.max(0, links - 1);
    return new DiskEntry(path, key, mode, left, size, created, modified, changed);
  }
}
