package holotree.testkit.forward;

import holotree.api.fs.TemporaryFile;
import java.lang.foreign.MemorySegment;

/// Does what another temporary file does.
public class ForwardingTemporary implements TemporaryFile {

  private final TemporaryFile file;

  /// Does what `file` does, and closes it with itself.
  public ForwardingTemporary(TemporaryFile file) {
    this.file = file;
  }

  static TemporaryFile inside(TemporaryFile file) {
    if (file instanceof ForwardingTemporary forwarding) {
      return forwarding.file;
    }
    throw new IllegalArgumentException("a temporary of another store");
  }

  @Override
  public void append(MemorySegment bytes) {
    file.append(bytes);
  }

  @Override
  public long length() {
    return file.length();
  }

  @Override
  public void close() {
    file.close();
  }
}
