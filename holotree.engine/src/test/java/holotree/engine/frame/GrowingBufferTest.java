package holotree.engine.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GrowingBufferTest {

  @AutoClose private final GrowingBuffer buffer = new GrowingBuffer();

  @Test
  void memory_staysWhereItIsEnough() {
    MemorySegment first = buffer.atLeast(100_000);
    assertThat(first.byteSize()).isEqualTo(100_000);
    assertThat(buffer.atLeast(100_000)).isSameAs(first);
    assertThat(buffer.atLeast(1)).isSameAs(first);
  }

  @Test
  void memoryThatHasToGrow_isTwiceAsLargeAtLeast_andTheOldIsFreed() {
    MemorySegment first = buffer.atLeast(100_000);
    assertThat(buffer.atLeast(100_001).byteSize()).isEqualTo(200_000);
    assertThatIllegalStateException().isThrownBy(() -> first.get(ValueLayout.JAVA_BYTE, 0));
    assertThat(buffer.atLeast(9_000_000).byteSize()).isEqualTo(9_000_000);
  }

  @Test
  void closedBuffer_hasFreedItsMemory() {
    MemorySegment bytes = buffer.atLeast(1);
    buffer.close();
    assertThatIllegalStateException().isThrownBy(() -> bytes.get(ValueLayout.JAVA_BYTE, 0));
    assertThat(buffer.atLeast(1).get(ValueLayout.JAVA_BYTE, 0)).isZero();
  }
}
