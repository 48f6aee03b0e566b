package holotree.engine.library;

import holotree.api.Digest;
import holotree.engine.format.Hasher;
import java.io.OutputStream;

/// Digests and counts what goes into it, and keeps none of it. Not thread-safe.
final class DigestedStream extends OutputStream {

  private final Hasher hasher = new Hasher();
  private long length;

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    hasher.update(bytes, offset, count);
    length += count;
  }

  /// How many bytes went in.
  long length() {
    return length;
  }

  /// Their digest; ends the stream's use.
  Digest digest() {
    return hasher.finish();
  }
}
