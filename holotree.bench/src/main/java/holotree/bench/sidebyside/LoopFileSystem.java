package holotree.bench.sidebyside;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A fresh file system in a sparse file, mounted below a directory of its own until it is closed.
/// Needs root. Closing is thread-safe and does nothing the second time.
final class LoopFileSystem implements FileSystemUnderTest {

  private static final int UNMOUNT_TRIES = 20;
  private static final long UNMOUNT_WAIT_MS = 250;

  private final FileSystemKind kind;
  private final Path place;
  private final Path image;
  private final Path mount;
  private final Processes processes;
  private boolean mounted;
  private boolean closed;

  private LoopFileSystem(FileSystemKind kind, Path place, Processes processes) {
    this.kind = kind;
    this.place = place;
    this.image = place.resolve("image");
    this.mount = place.resolve("mount");
    this.processes = processes;
  }

  /// Plans a file system below `parent`; there is only an empty directory until [#mount].
  static LoopFileSystem below(Path parent, FileSystemKind kind, Processes processes)
      throws IOException {
    Path place = Files.createTempDirectory(parent, "side-by-side-" + kind.title() + "-");
    return new LoopFileSystem(kind, place, processes);
  }

  /// Makes and mounts it.
  ///
  /// @param bytes its size; only what is written takes space
  /// @throws BenchException if it cannot be made or mounted
  void mount(Toolbox tools, long bytes, long inodes) throws IOException {
    Path mkfs = tools.require(kind.maker());
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(bytes);
    }
    processes.require(kind.make(mkfs, image, inodes));
    Files.createDirectory(mount);
    synchronized (this) {
      processes.require(Command.of("mount", "-o", "loop", image, mount));
      mounted = true;
    }
  }

  @Override
  public String name() {
    return kind.title();
  }

  @Override
  public Path root() {
    return mount;
  }

  @Override
  public boolean reflinks() {
    return kind.reflinks();
  }

  @Override
  public void settle() {
    processes.require(Command.of("sync", "-f", mount));
  }

  /// Unmounts it and removes its file.
  ///
  /// @throws BenchException if it cannot be unmounted
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    try {
      if (mounted) {
        unmount();
        mounted = false;
      }
      Files.deleteIfExists(image);
      Files.deleteIfExists(mount);
      Files.deleteIfExists(place);
      closed = true;
    } catch (IOException e) {
      throw new UncheckedIOException("not removed, do it by hand: " + place, e);
    }
  }

  private void unmount() {
    for (int i = 0; i < UNMOUNT_TRIES; i++) {
      if (processes.run(Command.of("umount", mount)).exit() == 0 || !isMounted()) {
        return;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(UNMOUNT_WAIT_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    // Out of the tree now, and gone when its last user is.
    processes.require(Command.of("umount", "-l", mount));
  }

  // An earlier try may have been killed after it succeeded.
  private boolean isMounted() {
    return processes.run(Command.of("mountpoint", "-q", mount)).exit() == 0;
  }
}
