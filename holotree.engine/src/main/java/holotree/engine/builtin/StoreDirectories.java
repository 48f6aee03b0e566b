package holotree.engine.builtin;

import holotree.api.fs.Durability;
import holotree.api.fs.FileStat;
import holotree.api.fs.OperatingSystem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Makes the directories of a store and forces what changed in them to disk. Thread-safe.
final class StoreDirectories {

  private static final int MODE = 0755;

  // Windows opens no directory as a file; NTFS logs names by itself.
  private static final boolean CAN_FORCE = OperatingSystem.current() != OperatingSystem.WINDOWS;

  private final Path root;
  private final boolean durable;
  private final Set<Path> known = ConcurrentHashMap.newKeySet();

  StoreDirectories(Path root, Durability durability) {
    this.root = root;
    this.durable = durability == Durability.DURABLE;
  }

  /// Makes sure that `directory`, the root or one below it, is there and stays there. What another
  /// process has made is forced too, once, since that process may not have come to it yet.
  void make(Path directory) throws IOException {
    if (known.contains(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      if (directory.equals(root)) {
        makeAbove(parent);
      } else {
        make(parent);
      }
      boolean made = create(directory);
      try {
        force(parent);
      } catch (AccessDeniedException e) {
        // Above a root that was there, java.nio may not read what it would have to open.
        if (made || !directory.equals(root)) {
          throw e;
        }
      }
    }
    known.add(directory);
  }

  private void makeAbove(@Nullable Path directory) throws IOException {
    if (directory == null || Files.isDirectory(directory)) {
      return;
    }
    makeAbove(directory.getParent());
    create(directory);
    Path parent = directory.getParent();
    if (parent != null) {
      force(parent);
    }
  }

  private static boolean create(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, Modes.attributes(directory, MODE));
      return true;
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(directory)) {
        return false;
      }
      throw e;
    }
  }

  /// Forces the names in `directory` to disk, where the store is durable. XFS that has shut itself down
  /// forces a directory with success, having thrown away what there was; it is honest to who asks what
  /// the directory is.
  void force(Path directory) throws IOException {
    if (!durable || !CAN_FORCE) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
    FileStat _ = FileStats.of(directory);
  }

  /// Forces the bytes of `channel` to disk, where the store is durable.
  void force(FileChannel channel) throws IOException {
    if (durable) {
      channel.force(true);
    }
  }
}
