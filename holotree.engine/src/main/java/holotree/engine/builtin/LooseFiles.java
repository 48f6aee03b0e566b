package holotree.engine.builtin;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;

/// The files of a store that nothing depends on: written where they stand and not synced. Thread-safe.
final class LooseFiles {

  private static final int MODE = 0644;

  private final StoreDirectories directories;

  LooseFiles(StoreDirectories directories) {
    this.directories = directories;
  }

  /// Writes all of `bytes` at the end of `file`, in one call.
  void append(Path directory, Path file, MemorySegment bytes) throws IOException {
    directories.make(directory);
    requireNoOther(file);
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS),
            Modes.attributes(file, MODE))) {
      int written = channel.write(bytes.asByteBuffer());
      if (written != bytes.byteSize()) {
        // A rest written later might land behind what another has appended meanwhile.
        throw new IOException("no space left: " + written + " bytes written");
      }
    }
  }

  // Opening a FIFO would wait for its reader.
  private static void requireNoOther(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw Failures.refused(
          "append to", file, "it is no regular file", "Remove what is there, then try again.");
    }
  }

  /// Makes `file`, empty, or sets its modification time to now.
  void touch(Path directory, Path file) throws IOException {
    directories.make(directory);
    try {
      Files.createFile(file, Modes.attributes(file, MODE));
    } catch (FileAlreadyExistsException _) {
      Instant now = Instant.now();
      Files.setAttribute(file, "lastModifiedTime", FileTime.from(now), LinkOption.NOFOLLOW_LINKS);
    }
  }
}
