package holotree.fs.windows;

import holotree.api.error.RefusedException;
import holotree.fs.windows.Patience.Wait;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The directory `tmp/` of a store. Thread-safe.
///
/// Each file there is held open by its maker in a way that lets nobody else delete it, from the call that
/// makes it until it has its name: so whatever can be deleted has lost its maker, and neither clocks nor
/// numbers of processes are asked.
final class Temporaries implements AutoCloseable {

  private static final StorePath PATH = StorePath.of("tmp");
  private static final int NAME_BYTES = 16;
  private static final int TRIES = 100;

  private static final Opening NEW =
      new Opening(
          Win32.READ_DATA
              | Win32.WRITE_DATA
              | Win32.READ_ATTRIBUTES
              | Win32.WRITE_ATTRIBUTES
              | Win32.DELETE,
          Win32.SHARE_READ,
          Win32.CREATE,
          Win32.NON_DIRECTORY_FILE);

  private final StoreRoot root;
  private final StoreDirectories directories;
  private final Disk disk;
  private final SecureRandom random = new SecureRandom();
  private @Nullable Handle directory;

  Temporaries(StoreRoot root, StoreDirectories directories) {
    this.root = root;
    this.directories = directories;
    this.disk = root.disk();
  }

  /// Makes a file.
  WindowsTemporary create() {
    Handle temporaries = made();
    try {
      for (int i = 0; i < TRIES; i++) {
        byte[] bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        String name = HexFormat.of().formatHex(bytes);
        try {
          long file = disk.open(Wait.HELD_OR_DENIED, temporaries.number(), name, NEW);
          return new WindowsTemporary(this, disk, name, file);
        } catch (WindowsError error) {
          if (!Disk.isTaken(error)) {
            throw SystemError.failure("create", displayPath(name), error);
          }
        }
      }
    } finally {
      temporaries.release();
    }
    throw new RefusedException(
        "create a file in",
        root.displayPath(PATH),
        "each name is taken",
        "End what makes files there, then try again.",
        null);
  }

  /// Removes the files whose makers are gone.
  ///
  /// @return how many
  int sweep() {
    long temporaries;
    try {
      temporaries = directories.open(PATH);
    } catch (WindowsError error) {
      if (Disk.isAbsent(error)) {
        return 0;
      }
      throw root.failure("open directory", PATH, error);
    }
    try {
      int removed = 0;
      for (String name : Names.in(disk, temporaries)) {
        removed += sweep(temporaries, name) ? 1 : 0;
      }
      return removed;
    } catch (WindowsError error) {
      throw root.failure("list", PATH, error);
    } finally {
      disk.close(temporaries);
    }
  }

  /// The path of a file in it, for people.
  String displayPath(String name) {
    return root.displayPath(PATH.child(name));
  }

  @Override
  public synchronized void close() {
    Handle open = directory;
    if (open != null) {
      open.close();
    }
  }

  private synchronized Handle made() {
    Handle open = directory;
    if (open == null) {
      open = new Handle(disk.kernel(), directories.openOrMake(PATH));
      directory = open;
    }
    open.acquire();
    return open;
  }

  // Not tried again: what is held now goes in a later sweep, and what is no file is none of these.
  private boolean sweep(long temporaries, String name) throws WindowsError {
    long file;
    try {
      file = disk.kernel().open(temporaries, name, Disk.REMOVE);
    } catch (WindowsError notToBeDeleted) {
      return false;
    }
    try {
      FileFacts facts = disk.kernel().facts(file);
      if (Stats.isDirectory(facts) || Stats.isReparsePoint(facts)) {
        return false;
      }
      disk.kernel().delete(file);
      return true;
    } catch (WindowsError error) {
      if (Patience.isHeld(error) || Disk.isForbidden(error)) {
        return false;
      }
      throw error;
    } finally {
      disk.close(file);
    }
  }
}
