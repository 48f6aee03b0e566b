package holotree.testkit.windows;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads and writes what is in files. Thread-safe; files do not wait for each other.
final class Data {

  private static final int PIECE = 1 << 20;
  private static final long MOST_SHARED = 1L << 32;

  private final Machine machine;
  private final Conditions conditions;

  Data(Machine machine, Conditions conditions) {
    this.machine = machine;
    this.conditions = conditions;
  }

  int read(OpenFile file, long offset, MemorySegment into) throws WindowsRefusal, IOException {
    file.requireAccess(Numbers.READ_DATA);
    if (offset < 0) {
      throw new WindowsRefusal(Numbers.ERROR_INVALID_PARAMETER);
    }
    byte[] piece = new byte[(int) Math.min(into.byteSize(), PIECE)];
    int read = 0;
    while (read < into.byteSize()) {
      int length = (int) Math.min(piece.length, into.byteSize() - read);
      int got = read(file, offset + read, piece, length);
      if (got <= 0) {
        break;
      }
      MemorySegment.copy(piece, 0, into, ValueLayout.JAVA_BYTE, read, got);
      read += got;
    }
    return read;
  }

  private int read(OpenFile file, long offset, byte[] into, int length)
      throws WindowsRefusal, IOException {
    if (file.isStream()) {
      byte[] all = Streams.read(path(file), file.stream());
      int got = Math.clamp(all.length - offset, 0, length);
      System.arraycopy(all, got == 0 ? 0 : (int) offset, into, 0, got);
      return got;
    }
    synchronized (file) {
      file.bytes().seek(offset);
      return file.bytes().read(into, 0, length);
    }
  }

  int write(OpenFile file, long offset, MemorySegment from) throws WindowsRefusal, IOException {
    if (file.end() != null && (file.how().access() & Numbers.WRITE_DATA) == 0) {
      return append(file, from);
    }
    file.requireAccess(Numbers.WRITE_DATA);
    if (offset < 0) {
      throw new WindowsRefusal(Numbers.ERROR_INVALID_PARAMETER);
    }
    synchronized (file.node()) {
      grow(file, offset + from.byteSize());
      return put(file, offset, from);
    }
  }

  int append(OpenFile file, MemorySegment from) throws WindowsRefusal, IOException {
    file.requireAccess(Numbers.WRITE_DATA | Numbers.APPEND_DATA);
    synchronized (file.node()) {
      long length = length(file);
      grow(file, length + from.byteSize());
      FileOutputStream end = file.end();
      if (end == null) {
        return put(file, length, from);
      }
      file.written();
      end.write(from.toArray(ValueLayout.JAVA_BYTE));
      return Math.toIntExact(from.byteSize());
    }
  }

  void setSize(OpenFile file, long size) throws WindowsRefusal, IOException {
    file.requireAccess(Numbers.WRITE_DATA);
    if (size < 0) {
      throw new WindowsRefusal(Numbers.ERROR_INVALID_PARAMETER);
    }
    synchronized (file.node()) {
      grow(file, size);
      file.written();
      if (file.isStream()) {
        byte[] all = Streams.read(path(file), file.stream());
        Streams.write(path(file), file.stream(), Arrays.copyOf(all, Math.toIntExact(size)));
      } else {
        file.bytes().setLength(size);
      }
    }
  }

  /// The rules are those of `FSCTL_DUPLICATE_EXTENTS_TO_FILE`.
  void share(OpenFile source, OpenFile target, long offset, long length)
      throws WindowsRefusal, IOException {
    conditions.requireFeature(Numbers.VOLUME_BLOCK_REFCOUNTING);
    source.requireAccess(Numbers.READ_DATA);
    target.requireAccess(Numbers.WRITE_DATA);
    if (source.key().device() != target.key().device()) {
      throw new WindowsRefusal(Numbers.ERROR_NOT_SAME_DEVICE);
    }
    long end = offset + length;
    long last = Math.min(end, length(source));
    boolean aligned = offset % Numbers.CLUSTER == 0 && (end % Numbers.CLUSTER == 0 || end > last);
    if (!aligned
        || offset < 0
        || length <= 0
        || length >= MOST_SHARED
        || offset > last
        || length(target) < last) {
      throw new WindowsRefusal(Numbers.ERROR_INVALID_PARAMETER);
    }
    byte[] piece = new byte[PIECE];
    for (long at = offset; at < last; ) {
      int got = read(source, at, piece, (int) Math.min(PIECE, last - at));
      if (got <= 0) {
        throw new WindowsRefusal(Numbers.ERROR_INVALID_PARAMETER);
      }
      synchronized (target.node()) {
        put(target, at, MemorySegment.ofArray(piece).asSlice(0, got));
      }
      at += got;
    }
  }

  private void grow(OpenFile file, long size) throws WindowsRefusal, IOException {
    conditions.requireWritable();
    conditions.take(Math.max(0, size - length(file)));
  }

  private int put(OpenFile file, long offset, MemorySegment from)
      throws WindowsRefusal, IOException {
    file.written();
    int length = Math.toIntExact(from.byteSize());
    if (file.isStream()) {
      byte[] all = Streams.read(path(file), file.stream());
      int end = Math.toIntExact(offset + length);
      byte[] now = Arrays.copyOf(all, Math.max(all.length, end));
      MemorySegment.copy(from, ValueLayout.JAVA_BYTE, 0, now, (int) offset, length);
      Streams.write(path(file), file.stream(), now);
      return length;
    }
    byte[] piece = new byte[Math.min(length, PIECE)];
    synchronized (file) {
      RandomAccessFile bytes = file.bytes();
      bytes.seek(offset);
      for (int at = 0; at < length; at += piece.length) {
        int part = Math.min(piece.length, length - at);
        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, at, piece, 0, part);
        bytes.write(piece, 0, part);
      }
    }
    return length;
  }

  private long length(OpenFile file) throws WindowsRefusal, IOException {
    return file.isStream() ? Streams.read(path(file), file.stream()).length : file.bytes().length();
  }

  private Path path(OpenFile file) throws WindowsRefusal, IOException {
    Path path = machine.whereabouts().path(file);
    if (path == null) {
      throw new WindowsRefusal(Numbers.ERROR_ACCESS_DENIED);
    }
    return path;
  }
}
