package holotree.testkit.forward;

import holotree.api.fs.FileStat;
import holotree.api.fs.ReadableFile;
import java.lang.foreign.MemorySegment;

/// Does what another open file of a tree does.
public class ForwardingReadableFile implements ReadableFile {

  private final ReadableFile file;

  /// Does what `file` does, and closes it with itself.
  public ForwardingReadableFile(ReadableFile file) {
    this.file = file;
  }

  /// The file as its own strategy gave it.
  public static ReadableFile unwrapped(ReadableFile file) {
    return file instanceof ForwardingReadableFile forwarding ? unwrapped(forwarding.file) : file;
  }

  @Override
  public FileStat stat() {
    return file.stat();
  }

  @Override
  public long read(long offset, MemorySegment into) {
    return file.read(offset, into);
  }

  @Override
  public void close() {
    file.close();
  }
}
