package holotree.fuzz;

import holotree.api.error.CorruptException;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Proxy;

/// An input as a file of a store.
public final class InputFile implements StoredFile {

  private static final String NAME = "/input";

  private final byte[] input;

  /// The file that holds `input`.
  public InputFile(byte[] input) {
    this.input = input;
  }

  /// A store in which every file that is opened holds `input`. It can do nothing else.
  public static LibraryStore store(byte[] input) {
    return (LibraryStore)
        Proxy.newProxyInstance(
            LibraryStore.class.getClassLoader(),
            new Class<?>[] {LibraryStore.class},
            (_, method, _) -> {
              if (method.getName().equals("open")) {
                return new InputFile(input);
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  @Override
  public String displayPath() {
    return NAME;
  }

  @Override
  public FileStat stat() {
    throw new UnsupportedOperationException("its length is all that is known of it");
  }

  @Override
  public long size() {
    return input.length;
  }

  @Override
  public void read(long offset, MemorySegment into) {
    if (offset > input.length - into.byteSize()) {
      throw new CorruptException(NAME, offset, into.byteSize() + " bytes", "the end of the file");
    }
    MemorySegment.copy(input, (int) offset, into, ValueLayout.JAVA_BYTE, 0, (int) into.byteSize());
  }

  @Override
  public MemorySegment map(long offset, long length, Arena arena) {
    MemorySegment mapped = arena.allocate(length);
    read(offset, mapped);
    return mapped.asReadOnly();
  }

  @Override
  public void prefetch(long offset, long length) {}

  @Override
  public void touch() {}

  @Override
  public void close() {}
}
