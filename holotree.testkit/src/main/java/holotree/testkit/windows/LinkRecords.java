package holotree.testkit.windows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What POSIX does not keep of a symbolic link: whether it is one to a directory, and what Windows was told.
final class LinkRecords {

  /// @param toDirectory whether it was made as one to a directory
  /// @param target as it was given
  record LinkRecord(boolean toDirectory, String target) {}

  private static final String DIRECTORY = "d";
  private static final String FILE = "f";

  private final Path directory;

  LinkRecords(Path directory) {
    try {
      this.directory = Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("no side directory " + directory, e);
    }
  }

  void keep(DiskEntry link, LinkRecord made) throws IOException {
    Files.writeString(file(link), (made.toDirectory ? DIRECTORY : FILE) + made.target);
  }

  void forget(DiskEntry link) throws IOException {
    Files.deleteIfExists(file(link));
  }

  @Nullable LinkRecord of(DiskEntry link) throws IOException {
    try {
      String kept = Files.readString(file(link));
      return new LinkRecord(kept.startsWith(DIRECTORY), kept.substring(1));
    } catch (NoSuchFileException madeByAnotherProgram) {
      return null;
    }
  }

  /// Whether it is one to a directory; of one that another program made, as its target is now.
  boolean isToDirectory(DiskEntry link) throws IOException {
    LinkRecord made = of(link);
    return made == null ? Files.isDirectory(link.path()) : made.toDirectory;
  }

  // Numbers of files come again; not so together with the time of birth.
  private Path file(DiskEntry link) {
    FileKey key = link.key();
    return directory.resolve(key.device() + "-" + key.inode() + "-" + link.created());
  }
}
