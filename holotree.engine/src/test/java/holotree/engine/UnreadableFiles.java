package holotree.engine;

import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import holotree.testkit.forward.ForwardingStore;
import holotree.testkit.forward.ForwardingStoredFile;
import holotree.testkit.forward.ForwardingStrategy;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A disk on which some files of stores cannot be read: they can be opened, listed and moved. Set up by one
/// thread.
final class UnreadableFiles extends ForwardingStrategy {

  /// The system's words.
  static final String REASON = "input/output error (EIO)";

  // Of a pack, header and trailer are shorter than any frame.
  private static final int LONGEST_EDGE = 48;

  private final Set<String> all = new HashSet<>();
  private final Set<String> frames = new HashSet<>();
  private final Set<String> footers = new HashSet<>();

  UnreadableFiles() {
    super(SmallWorld.unsynced());
  }

  /// No byte of a file can be read.
  void all(Path file) {
    all.add(file.toString());
  }

  /// Of a pack, whose footer is mapped, no frame can be read.
  void frames(Path pack) {
    frames.add(pack.toString());
  }

  /// Of a pack, the footer cannot be read; mapping it succeeds all the same, as it does on a disk.
  void footer(Path pack) {
    footers.add(pack.toString());
  }

  @Override
  public LibraryStore store(Path root, Durability durability) {
    return new ForwardingStore(super.store(root, durability)) {
      @Override
      public @Nullable StoredFile open(String path) {
        StoredFile file = super.open(path);
        return file == null ? null : new File(file);
      }
    };
  }

  private final class File extends ForwardingStoredFile {

    File(StoredFile file) {
      super(file);
    }

    @Override
    public void read(long offset, MemorySegment into) {
      boolean isFooter = offset + into.byteSize() == size() - LONGEST_EDGE;
      boolean isFrame = into.byteSize() > LONGEST_EDGE && !isFooter;
      if (isFooter && footers.contains(displayPath())) {
        throw failure("read");
      }
      if (all.contains(displayPath()) || (isFrame && frames.contains(displayPath()))) {
        throw failure("read");
      }
      super.read(offset, into);
    }

    @Override
    public MemorySegment map(long offset, long length, Arena arena) {
      if (all.contains(displayPath())) {
        throw failure("map");
      }
      return super.map(offset, length, arena);
    }

    private RefusedException failure(String operation) {
      return new RefusedException(operation, displayPath(), REASON, "Look after the disk.", null);
    }
  }
}
