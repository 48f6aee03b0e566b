package holotree.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A tree as it lies on disk, seen through `java.nio.file` alone: the demonstration's own eyes,
/// which share nothing with the engine that they look after.
///
/// @param root the tree's root
/// @param entries what is in it by path below the root, `/` between names; empty for the root
record TreeSnapshot(Path root, NavigableMap<String, Entry> entries) {

  private static final int BUFFER_BYTES = 64 << 10;

  /// One entry.
  ///
  /// @param type `directory`, `file`, `symlink` or `other`
  /// @param mode permissions as `rwxr-xr-x`; empty for a symlink and where there are none
  /// @param mtime modification time as exact as the file system has it
  /// @param size length of a file, bytes; 0 for others
  /// @param content SHA-256 of a file in hexadecimal, target of a symlink, empty for others
  record Entry(String type, String mode, FileTime mtime, long size, String content) {}

  /// Looks at every entry and reads every byte, files in parallel.
  ///
  /// @throws IOException if something cannot be read
  /// @throws InterruptedException if the thread is interrupted
  static TreeSnapshot of(Path root) throws IOException, InterruptedException {
    NavigableMap<String, Entry> entries = new ConcurrentSkipListMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            entries.put(below(root, path), look(path, attributes));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            entries.put(below(root, path), look(path, attributes));
            return FileVisitResult.CONTINUE;
          }
        });
    digestFiles(root, entries);
    return new TreeSnapshot(root, entries);
  }

  /// The length of all files, bytes.
  long bytes() {
    return entries.values().stream().mapToLong(Entry::size).sum();
  }

  private static String below(Path root, Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }

  private static Entry look(Path path, BasicFileAttributes attributes) throws IOException {
    FileTime mtime = attributes.lastModifiedTime();
    if (attributes.isSymbolicLink()) {
      return new Entry("symlink", "", mtime, 0, Files.readSymbolicLink(path).toString());
    }
    String mode = mode(path);
    if (attributes.isDirectory()) {
      return new Entry("directory", mode, mtime, 0, "");
    }
    return attributes.isRegularFile()
        ? new Entry("file", mode, mtime, attributes.size(), "")
        : new Entry("other", mode, mtime, 0, "");
  }

  private static String mode(Path path) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null) {
      return "";
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    return PosixFilePermissions.toString(permissions);
  }

  private static void digestFiles(Path root, NavigableMap<String, Entry> entries)
      throws IOException, InterruptedException {
    // The largest first: one file is half of a JDK, and would keep a single thread busy at the end.
    List<Callable<Entry>> tasks =
        entries.entrySet().stream()
            .filter(each -> each.getValue().type().equals("file"))
            .sorted(Comparator.comparingLong(each -> -each.getValue().size()))
            .map(each -> digest(root, each.getKey(), entries))
            .toList();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (Future<Entry> task : pool.invokeAll(tasks)) {
        task.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Callable<Entry> digest(
      Path root, String path, NavigableMap<String, Entry> entries) {
    return () -> {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER_BYTES];
      long size = 0;
      try (InputStream in = Files.newInputStream(root.resolve(path))) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
          size += read;
        }
      }
      Entry seen = Objects.requireNonNull(entries.get(path));
      String content = HexFormat.of().formatHex(digest.digest());
      Entry read = new Entry(seen.type(), seen.mode(), seen.mtime(), size, content);
      entries.put(path, read);
      return read;
    };
  }
}
