package holotree.testkit.forward;

import holotree.api.fs.FileStat;
import holotree.api.fs.WritableFile;
import java.lang.foreign.MemorySegment;

/// Does what another file that is being written does.
public class ForwardingWritableFile implements WritableFile {

  private final WritableFile file;

  /// Does what `file` does, and closes it with itself.
  public ForwardingWritableFile(WritableFile file) {
    this.file = file;
  }

  @Override
  public void write(long offset, MemorySegment content) {
    file.write(offset, content);
  }

  @Override
  public FileStat finish(long mtimeSeconds, int mtimeNanos) {
    return file.finish(mtimeSeconds, mtimeNanos);
  }

  @Override
  public void close() {
    file.close();
  }
}
