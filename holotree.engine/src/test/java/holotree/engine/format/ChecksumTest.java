package holotree.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChecksumTest {

  @Test
  void mappedBytes_haveTheChecksumOfOthers() {
    byte[] bytes = new byte[200_001];
    new Random(1).nextBytes(bytes);
    for (int length : new int[] {0, 1, 63, 65_535, 65_536, 65_537, 131_072, bytes.length}) {
      MemorySegment segment = MemorySegment.ofArray(bytes).asSlice(0, length);
      assertThat(Checksum.ofMapped(segment)).as("%d bytes", length).isEqualTo(Checksum.of(segment));
    }
  }
}
