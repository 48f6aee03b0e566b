package holotree.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.Digest;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HasherTest {

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 55, 56, 63, 64, 65, 4096, 65535, 65536, 65537, 131071, 131072, 131073, 300_000})
  void digest_isThatOfTheJdk(int size) throws NoSuchAlgorithmException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes);
    Hasher hasher = new Hasher();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      assertThat(hasher.digest(segment).toBytes()).isEqualTo(expected);
      hasher.update(segment.asSlice(0, size / 3));
      hasher.update(segment.asSlice(size / 3));
      assertThat(hasher.finish().toBytes()).isEqualTo(expected);
    }
    assertThat(Hasher.digest(bytes).toBytes()).isEqualTo(expected);
  }

  @Test
  void largeContent_isTheDigestOfTagSizeAndChunks() throws NoSuchAlgorithmException {
    byte[] chunks = new byte[2 * Digest.BYTES];
    new Random(4).nextBytes(chunks);
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update("holotree large content 1\n".getBytes(StandardCharsets.US_ASCII));
    sha.update(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(5_000_000_000L).array());
    sha.update(chunks);
    assertThat(Hasher.largeContent(5_000_000_000L, chunks).toBytes()).isEqualTo(sha.digest());
  }
}
