package holotree.testkit.windows;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where open files are, though others move and replace them without asking Windows. Thread-safe.
final class Whereabouts {

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  /// Where it is; null if it has no name any more, or none that could be found out.
  @Nullable Path path(OpenFile file) throws IOException {
    DiskEntry entry = named(file);
    return entry == null ? null : entry.path();
  }

  /// What it is; if the name is gone that it was opened by, under a path that is of no use to others.
  DiskEntry entry(OpenFile file) throws IOException {
    DiskEntry entry = named(file);
    if (entry != null) {
      file.seen(entry);
      return entry;
    }
    DiskEntry held = held(file.key());
    return held == null ? file.lastSeen().withoutName() : held;
  }

  private static @Nullable DiskEntry named(OpenFile file) throws IOException {
    DiskEntry there = DiskEntry.at(file.path());
    if (there != null && there.key().equals(file.key())) {
      return there;
    }
    DiskEntry held = held(file.key());
    if (held == null || held.links() == 0) {
      return null;
    }
    // The system follows what is open to its new name.
    DiskEntry moved = DiskEntry.at(Files.readSymbolicLink(held.path()));
    if (moved == null || !moved.key().equals(file.key())) {
      return null;
    }
    file.moved(moved.path());
    return moved;
  }

  // Any descriptor of this process for that file tells the same.
  private static @Nullable DiskEntry held(FileKey key) throws IOException {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(OPEN_FILES)) {
      for (Path each : open) {
        try {
          DiskEntry entry = DiskEntry.behind(each);
          if (entry.key().equals(key)) {
            return entry;
          }
        } catch (IOException closedMeanwhile) {
          // It is none that this thread has open.
        }
      }
    } catch (NoSuchFileException noProc) {
      return null;
    }
    return null;
  }
}
