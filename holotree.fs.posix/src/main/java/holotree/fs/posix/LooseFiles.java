package holotree.fs.posix;

import holotree.api.error.HolotreeException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/// The files of a store that nothing depends on: written where they stand and not synced. Thread-safe.
final class LooseFiles {

  private final StoreRoot root;
  private final StoreDirectories directories;

  LooseFiles(StoreRoot root, StoreDirectories directories) {
    this.root = root;
    this.directories = directories;
  }

  /// Writes all of `bytes` at the end of a file, in one call.
  void append(StorePath path, MemorySegment bytes) {
    if (!bytes.isNative()) {
      throw new IllegalArgumentException("segment on the heap");
    }
    int file = open(path, OpenFlag.APPEND);
    if (file < 0) {
      throw root.failure("open", path, file);
    }
    int result = RegularFile.check(file);
    if (result < 0) {
      throw root.failure("stat", path, result);
    }
    if (result == RegularFile.OTHER) {
      throw RegularFile.refusal(root.displayPath(path));
    }
    try {
      long written = Libc.write(file, bytes.address(), bytes.byteSize());
      if (written != bytes.byteSize()) {
        // A rest written later might land behind what another has appended meanwhile.
        throw Errno.failure(
            "append to",
            root.displayPath(path),
            written < 0 ? written : Errno.ENOSPC.asResult(),
            bytes.byteSize());
      }
    } finally {
      Reference.reachabilityFence(bytes);
      Libc.close(file);
    }
  }

  /// Makes an empty file, or sets the modification time of the one there to now, if that can be done.
  void touch(StorePath path) {
    try {
      int file = open(path, OpenFlag.READ_WRITE_OR_CREATE);
      if (file >= 0) {
        Libc.touch(file);
        Libc.close(file);
      }
    } catch (HolotreeException notHere) {
      // The directory cannot be made: a library of another user's, or on a disk that is full or can
      // only be read. Nothing depends on it.
    }
  }

  private int open(StorePath path, int flags) {
    int directory = directories.openOrMake(path.parent());
    try {
      return Libc.openat(directory, path.name(), flags, Temporaries.FILE_MODE);
    } finally {
      Libc.close(directory);
    }
  }
}
