package holotree.testkit.forward;

import holotree.api.fs.FileStat;
import holotree.api.fs.StoredFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Does what another file of a store does.
public class ForwardingStoredFile implements StoredFile {

  private final StoredFile file;

  /// Does what `file` does, and closes it with itself.
  public ForwardingStoredFile(StoredFile file) {
    this.file = file;
  }

  /// The file as its own strategy gave it.
  public static StoredFile unwrapped(StoredFile file) {
    return file instanceof ForwardingStoredFile forwarding ? unwrapped(forwarding.file) : file;
  }

  @Override
  public String displayPath() {
    return file.displayPath();
  }

  @Override
  public FileStat stat() {
    return file.stat();
  }

  @Override
  public void read(long offset, MemorySegment into) {
    file.read(offset, into);
  }

  @Override
  public MemorySegment map(long offset, long length, Arena arena) {
    return file.map(offset, length, arena);
  }

  @Override
  public void prefetch(long offset, long length) {
    file.prefetch(offset, length);
  }

  @Override
  public void touch() {
    file.touch();
  }

  @Override
  public void close() {
    file.close();
  }
}
