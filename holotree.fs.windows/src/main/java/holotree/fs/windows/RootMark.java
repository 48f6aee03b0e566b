package holotree.fs.windows;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import holotree.api.fs.Outcome;
import holotree.fs.windows.Patience.Wait;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The note on a tree's root, in a stream of it.
final class RootMark {

  private static final String STREAM = ":holotree.space";
  private static final int MAX_BYTES = 64;

  private static final Opening WRITE =
      new Opening(Win32.WRITE_DATA | Win32.READ_ATTRIBUTES, Win32.SHARE_ALL, Win32.OPEN_IF, 0);

  private RootMark() {}

  /// Writes it, in place of what it was.
  static Outcome write(Disk disk, long root, String note) throws WindowsError {
    Kernel.Volume volume = disk.kernel().volume(root);
    if ((volume.flags() & Win32.VOLUME_NAMED_STREAMS) == 0) {
      return new Outcome.NotApplicable("files have no further streams on " + volume.type());
    }
    long stream = disk.open(Wait.HELD_OR_DENIED, root, STREAM, WRITE);
    try (Arena arena = Arena.ofConfined()) {
      byte[] bytes = note.getBytes(StandardCharsets.US_ASCII);
      disk.kernel().setSize(stream, 0);
      Transfer.write(disk, stream, 0, arena.allocateFrom(JAVA_BYTE, bytes));
      return Outcome.DONE;
    } finally {
      disk.close(stream);
    }
  }

  /// What it is; empty if there is none, null if there can be none.
  static @Nullable String read(Disk disk, long root) throws WindowsError {
    if ((disk.kernel().volume(root).flags() & Win32.VOLUME_NAMED_STREAMS) == 0) {
      return null;
    }
    long stream;
    try {
      stream = disk.open(Wait.HELD_OR_DENIED, root, STREAM, Disk.READ);
    } catch (WindowsError error) {
      if (Disk.isAbsent(error)) {
        return "";
      }
      throw error;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment room = arena.allocate(MAX_BYTES);
      long length = Transfer.read(disk, stream, 0, room);
      return new String(room.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.US_ASCII);
    } finally {
      disk.close(stream);
    }
  }
}
