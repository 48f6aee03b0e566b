package holotree.engine.builtin;

import holotree.api.error.RefusedException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.Obstacle;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.WritableFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// Makes, opens and removes single entries by path, the last name never followed. That the path
/// above leads to the right directory is up to [PortableTree].
final class TreeEntries {

  private static final int OWNER_READS_AND_WRITES = 0600;
  private static final int OWNER_WORKS_IN_IT = 0700;
  private static final String NEXT = "See what else changes this tree, then try again.";

  private TreeEntries() {}

  /// Makes a directory in which its owner can work, whatever `mode` or the umask says.
  static void makeDirectory(Path path, int mode) throws IOException {
    int working = mode | OWNER_WORKS_IN_IT;
    Files.createDirectory(path, Modes.attributes(path, working));
    int present = FileStats.of(path).mode();
    if ((present & OWNER_WORKS_IN_IT) != OWNER_WORKS_IN_IT) {
      Modes.set(path, present, working);
    }
  }

  /// Gives an entry its mode, which a symbolic link has none of, and its time.
  static FileStat setAttributes(Path path, int mode, long mtimeSeconds, int mtimeNanos)
      throws IOException {
    if (FileStats.of(path).kind() == EntryKind.SYMLINK) {
      Modes.setTime(path, mtimeSeconds, mtimeNanos);
      return FileStats.of(path);
    }
    return Modes.finish(path, mode, mtimeSeconds, mtimeNanos);
  }

  /// Makes a whole file, or nothing.
  static FileStat createFile(
      Path path, int mode, long mtimeSeconds, int mtimeNanos, MemorySegment content)
      throws IOException {
    FileChannel channel = create(path, mode);
    return orTakenBack(
        path,
        () -> {
          try (channel) {
            Segments.write(channel, 0, content);
          }
          return Modes.finish(path, mode, mtimeSeconds, mtimeNanos);
        });
  }

  /// Makes a file to be written piece by piece.
  static WritableFile createFile(Path path, int mode, long size) throws IOException {
    return new PortableWritableFile(path, create(path, mode), mode, size);
  }

  // Its owner may read and write it until its mode is set, which opens it.
  private static FileChannel create(Path path, int mode) throws IOException {
    return FileChannel.open(
        path,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
        Modes.attributes(path, mode | OWNER_READS_AND_WRITES));
  }

  /// Makes a symbolic link with its time, or nothing.
  static FileStat createSymlink(Path path, Path target, long mtimeSeconds, int mtimeNanos)
      throws IOException {
    try {
      Files.createSymbolicLink(path, target);
    } catch (UnsupportedOperationException e) {
      throw new IOException("symbolic links are not supported", e);
    }
    return orTakenBack(
        path,
        () -> {
          Modes.setTime(path, mtimeSeconds, mtimeNanos);
          return FileStats.of(path);
        });
  }

  /// Gives a clone its mode and time, or takes it back.
  static ShareOutcome finishClone(Path path, int mode, long mtimeSeconds, int mtimeNanos)
      throws IOException {
    return new ShareOutcome.Shared(
        orTakenBack(path, () -> Modes.finish(path, mode, mtimeSeconds, mtimeNanos)));
  }

  /// What kept a clone from being made, unless its name was taken.
  static ShareOutcome refusedIfTaken(Path path, ShareOutcome.NotApplicable obstacle)
      throws IOException {
    if (obstacle.obstacle() == Obstacle.NAME_TAKEN) {
      throw new FileAlreadyExistsException(path.toString());
    }
    return obstacle;
  }

  private interface Step {
    FileStat run() throws IOException;
  }

  private static FileStat orTakenBack(Path path, Step step) throws IOException {
    try {
      return step.run();
    } catch (IOException | RuntimeException e) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException also) {
        e.addSuppressed(also);
      }
      throw e;
    }
  }

  /// Opens a regular file. Looked at before, since opening a FIFO would wait, and after, so that it
  /// is the file that was looked at.
  static ReadableFile openFile(Path path) throws IOException {
    FileStat before = FileStats.of(path);
    if (before.kind() != EntryKind.FILE) {
      throw refused("open", path, "it is no regular file but " + before.kind());
    }
    FileChannel channel =
        FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    boolean same = false;
    try {
      same = FileStats.of(path).sameInode(before);
      if (!same) {
        throw refused("open", path, "another file was put there meanwhile");
      }
    } finally {
      if (!same) {
        channel.close();
      }
    }
    return new PortableReadableFile(path, channel, before);
  }

  /// Removes an entry.
  ///
  /// @param directory whether it has to be a directory, or must be none
  static boolean remove(Path path, boolean directory) throws IOException {
    boolean found = FileStats.of(path).kind() == EntryKind.DIRECTORY;
    if (directory != found) {
      throw refused("remove", path, found ? "it is a directory" : "it is no directory");
    }
    Files.delete(path);
    return true;
  }

  private static RefusedException refused(String operation, Path path, String reason) {
    return Failures.refused(operation, path, reason, NEXT);
  }
}
