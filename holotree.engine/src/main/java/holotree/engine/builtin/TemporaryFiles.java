package holotree.engine.builtin;

import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The temporaries of one open store, and the sweeping of those whose store is gone. Thread-safe.
///
/// A store that makes temporaries first locks a file of its own, `<token>.maker`, and begins their
/// names with the same token, 128 random bits. While that lock is held the maker lives. Maker files
/// are made under a shared `sweep.lock` and looked at under an exclusive one, so that no sweep
/// meets a maker file before it is locked. Names of any other form are left alone.
final class TemporaryFiles implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("([0-9a-f]{32})(-[0-9]+\\.tmp|\\.maker)");
  private static final int TOKEN_BYTES = 16;
  private static final int MODE = 0644;

  private final Path directory;
  private final StoreDirectories directories;
  private final String token = newToken();
  private @Nullable StoreLock maker;
  private long made;

  /// @param directory `tmp/` of the store; made as needed
  TemporaryFiles(Path directory, StoreDirectories directories) {
    this.directory = directory;
    this.directories = directories;
  }

  private static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// A new, empty temporary.
  PortableTemporary create() {
    Path path = directory.resolve(nextName());
    try {
      FileChannel channel =
          FileChannel.open(
              path,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              Modes.attributes(path, MODE));
      return new PortableTemporary(path, channel);
    } catch (IOException e) {
      throw Failures.of("create", path, e);
    }
  }

  private synchronized String nextName() {
    if (maker == null) {
      try {
        directories.make(directory);
      } catch (IOException e) {
        throw Failures.of("make the directory", directory, e);
      }
      try (StoreLock _ = sweepLock(LockMode.SHARED)) {
        maker = LockRegistry.ofThisProcess().lock(makerFile(token), LockMode.EXCLUSIVE);
      }
    }
    return token + "-" + made++ + ".tmp";
  }

  /// Removes the temporaries whose makers are gone.
  ///
  /// @return how many
  int sweep() {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    int removed = 0;
    try (StoreLock _ = sweepLock(LockMode.EXCLUSIVE)) {
      for (Map.Entry<String, List<Path>> found : byToken().entrySet()) {
        removed += sweep(found.getKey(), found.getValue());
      }
    } catch (IOException e) {
      throw Failures.of("sweep", directory, e);
    }
    return removed;
  }

  private int sweep(String foundToken, List<Path> temporaries) throws IOException {
    Path file = makerFile(foundToken);
    try (StoreLock gone = LockRegistry.ofThisProcess().tryLock(file, LockMode.EXCLUSIVE)) {
      if (gone == null) {
        return 0;
      }
      int removed = 0;
      for (Path temporary : temporaries) {
        removed += Files.deleteIfExists(temporary) ? 1 : 0;
      }
      Files.deleteIfExists(file);
      return removed;
    }
  }

  private Map<String, List<Path>> byToken() throws IOException {
    Map<String, List<Path>> found = new HashMap<>();
    try (DirectoryStream<Path> names = Files.newDirectoryStream(directory)) {
      for (Path path : names) {
        Path last = path.getFileName();
        Matcher name = NAME.matcher(last == null ? "" : last.toString());
        if (name.matches()) {
          List<Path> temporaries = found.computeIfAbsent(name.group(1), _ -> new ArrayList<>());
          if (name.group(2).endsWith(".tmp")) {
            temporaries.add(path);
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      throw Failures.cause(e);
    } catch (NoSuchFileException _) {
      // A directory that is gone holds nothing.
    }
    return found;
  }

  private StoreLock sweepLock(LockMode mode) {
    return LockRegistry.ofThisProcess().lock(directory.resolve("sweep.lock"), mode);
  }

  private Path makerFile(String ofToken) {
    return directory.resolve(ofToken + ".maker");
  }

  /// Ends the maker; its temporaries must have been closed. Idempotent.
  @Override
  public synchronized void close() {
    StoreLock mine = maker;
    if (mine == null) {
      return;
    }
    maker = null;
    // Removed while still locked: once it is free, a sweep may have it.
    Path file = makerFile(token);
    try (mine) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Failures.of("remove", file, e);
    }
  }
}
