package holotree.fs.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Buffers as Windows fills them, made by hand.
class BuffersTest {

  private static final int SYMLINK = Win32.REPARSE_TAG_SYMLINK;
  private static final int JUNCTION = Win32.REPARSE_TAG_MOUNT_POINT;

  @Test
  void entries_areReadAlongTheirChain() {
    ByteBuffer buffer = buffer(1024);
    int second = entry(buffer, 0, ".", true);
    int third = entry(buffer, second, "a\uD800", true);
    entry(buffer, third, "last name", false);
    assertThat(DirectoryEntries.names(segment(buffer)))
        .containsExactly(".", "a\uD800", "last name");
  }

  @Test
  void entriesThatLeadOutOfTheirBuffer_areNotRead() {
    ByteBuffer far = buffer(256);
    entry(far, 0, "a", true);
    far.putInt(0, 1000);
    ByteBuffer longName = buffer(256);
    entry(longName, 0, "a", false);
    longName.putInt(60, 1000);
    for (ByteBuffer each : new ByteBuffer[] {far, longName}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> DirectoryEntries.names(segment(each)));
    }
  }

  @Test
  void links_holdWhatTheirMakerWrote() throws WindowsError {
    assertThat(target(SYMLINK, "..\\kernel", "..\\a b")).isEqualTo("..\\a b");
    assertThat(target(JUNCTION, "\\??\\C:\\a", "C:\\a")).isEqualTo("C:\\a");
  }

  @Test
  void linksWithoutANameForPeople_holdTheOneForTheKernel() throws WindowsError {
    assertThat(target(SYMLINK, "\\??\\C:\\a", "")).isEqualTo("C:\\a");
    assertThat(target(SYMLINK, "..\\a", "")).isEqualTo("..\\a");
    assertThat(target(JUNCTION, "\\??\\C:\\a", "")).isEqualTo("C:\\a");
  }

  @Test
  void whatIsNoLink_holdsNoTarget() {
    WindowsError volume =
        catchThrowableOfType(WindowsError.class, () -> target(JUNCTION, "\\??\\Volume{12}\\", ""));
    assertThat(volume.code()).isEqualTo(Win32.ERROR_REPARSE_TAG_INVALID);
    WindowsError cloud =
        catchThrowableOfType(WindowsError.class, () -> target(0x9000_001A, "x", "x"));
    assertThat(cloud.code()).isEqualTo(Win32.ERROR_NOT_A_REPARSE_POINT);
  }

  @Test
  void linkThatLeadsOutOfItsBuffer_isNotRead() {
    ByteBuffer buffer = link(SYMLINK, "a", "b");
    buffer.putShort(14, (short) 0xFFFE);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> ReparseData.target(segment(buffer)));
  }

  private static int entry(ByteBuffer buffer, int at, String name, boolean more) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_16LE);
    int next = (at + 104 + 2 * name.length() + 7) & ~7;
    buffer.putInt(at, more ? next - at : 0);
    buffer.putInt(at + 60, bytes.length);
    for (int i = 0; i < name.length(); i++) {
      buffer.putChar(at + 104 + 2 * i, name.charAt(i));
    }
    return next;
  }

  private static String target(int tag, String substitute, String printed) throws WindowsError {
    return ReparseData.target(segment(link(tag, substitute, printed)));
  }

  private static ByteBuffer link(int tag, String substitute, String printed) {
    ByteBuffer buffer = buffer(512);
    buffer.putInt(tag).putShort((short) 100).putShort((short) 0);
    // The name for people comes first, as CreateSymbolicLinkW has it.
    buffer.putShort((short) (2 * printed.length())).putShort((short) (2 * substitute.length()));
    buffer.putShort((short) 0).putShort((short) (2 * printed.length()));
    if (tag == SYMLINK) {
      buffer.putInt(0);
    }
    buffer.put(printed.getBytes(StandardCharsets.UTF_16LE));
    buffer.put(substitute.getBytes(StandardCharsets.UTF_16LE));
    return buffer;
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static MemorySegment segment(ByteBuffer buffer) {
    return MemorySegment.ofBuffer(buffer.duplicate().clear());
  }
}
