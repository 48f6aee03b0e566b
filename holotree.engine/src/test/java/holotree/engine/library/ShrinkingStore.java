package holotree.engine.library;

import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import holotree.testkit.forward.ForwardingStore;
import holotree.testkit.forward.ForwardingStoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A store whose files are emptied as soon as they are mapped.
final class ShrinkingStore extends ForwardingStore {

  ShrinkingStore(LibraryStore store) {
    super(store);
  }

  @Override
  public @Nullable StoredFile open(String path) {
    StoredFile file = super.open(path);
    return file == null
        ? null
        : new ForwardingStoredFile(file) {
          @Override
          public MemorySegment map(long offset, long length, Arena arena) {
            MemorySegment mapped = super.map(offset, length, arena);
            try (FileChannel channel =
                FileChannel.open(Path.of(displayPath()), StandardOpenOption.WRITE)) {
              channel.truncate(0);
            } catch (IOException failed) {
              throw new UncheckedIOException(failed);
            }
            return mapped;
          }
        };
  }
}
