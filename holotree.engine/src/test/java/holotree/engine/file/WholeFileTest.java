package holotree.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.CorruptException;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.engine.builtin.PortableStrategy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir Path scratch;

  @Test
  void file_isReadAsWritten() {
    try (LibraryStore store = new PortableStrategy().store(scratch, Durability.VOLATILE)) {
      assertThat(WholeFile.read(store, "a", 10)).isNull();
      assertThat(WholeFile.publish(store, "a", new byte[] {1, 2})).isTrue();
      assertThat(WholeFile.publish(store, "a", new byte[] {3})).isFalse();
      assertThat(WholeFile.read(store, "a", 2)).containsExactly(1, 2);
      WholeFile.replace(store, "a", new byte[0]);
      assertThat(WholeFile.read(store, "a", 0)).isEmpty();
      assertThat(store.list("tmp"))
          .allMatch(name -> name.endsWith(".maker") || name.endsWith(".lock"));
    }
  }

  @Test
  void fileOverTheLimit_isRefused() {
    try (LibraryStore store = new PortableStrategy().store(scratch, Durability.VOLATILE)) {
      WholeFile.publish(store, "a", new byte[11]);
      assertThatExceptionOfType(CorruptException.class)
          .isThrownBy(() -> WholeFile.read(store, "a", 10))
          .satisfies(error -> assertThat(error.offset()).isEqualTo(10));
    }
  }
}
