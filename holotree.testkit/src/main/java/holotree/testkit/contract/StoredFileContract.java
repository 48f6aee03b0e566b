package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import holotree.api.error.CorruptException;
import holotree.api.error.RefusedException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What [StoredFile] says of reading, and a store of what is in it.
public abstract class StoredFileContract extends StoreContract {

  private static final int LENGTH = 300_000;

  /// For subclasses.
  protected StoredFileContract() {}

  @Test
  public void ranges_areReadAndMapped() {
    long seed = seed();
    Random random = new Random(seed);
    byte[] content = new byte[LENGTH];
    random.nextBytes(content);
    MemorySegment expected = MemorySegment.ofArray(content);
    try (TemporaryFile temporary = store().createTemporary()) {
      temporary.append(Native.of(content));
      store().publish(temporary, "packs/p");
    }
    try (StoredFile file = opened(store(), "packs/p");
        Arena arena = Arena.ofShared()) {
      assertThat(file.size()).isEqualTo(LENGTH);
      assertThat(file.displayPath()).isEqualTo(inStore("packs/p").toString());
      for (int round = 0; round < 50; round++) {
        int from = random.nextInt(LENGTH);
        int length = random.nextInt(LENGTH - from + 1);
        MemorySegment into = Native.room(length);
        file.prefetch(from, length);
        file.read(from, into);
        assertThat(into.mismatch(expected.asSlice(from, length)))
            .as("read, seed %d", seed)
            .isEqualTo(-1);
        assertThat(file.map(from, length, arena).mismatch(expected.asSlice(from, length)))
            .as("map, seed %d", seed)
            .isEqualTo(-1);
      }
      assertThat(file.map(LENGTH, 0, arena).byteSize()).isZero();
    }
  }

  @Test
  public void mapping_isForReadingAndOutlivesItsFile() {
    publish(store(), "packs/p", "mapped");
    try (Arena arena = Arena.ofConfined()) {
      StoredFile file = opened(store(), "packs/p");
      MemorySegment mapped = file.map(0, 6, arena);
      file.close();
      file.close();
      assertThat(mapped.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(Native.bytes("mapped"));
      assertThat(mapped.isReadOnly()).isTrue();
    }
  }

  @Test
  public void readingPastTheEnd_isReportedAsDamage() {
    publish(store(), "packs/p", "short");
    try (StoredFile file = opened(store(), "packs/p")) {
      assertThatExceptionOfType(CorruptException.class)
          .isThrownBy(() -> file.read(2, Native.room(4)))
          .satisfies(e -> {
            assertThat(e.offset()).isEqualTo(2);
            assertThat(e.file()).isEqualTo(inStore("packs/p").toString());
            assertThat(e.actual()).contains("3 bytes");
          });
      MemorySegment room = Native.room(4);
      file.read(1, room);
      assertThat(Native.text(room)).isEqualTo("hort");
    }
  }

  // As the caller's mistake, or as damage.
  @Test
  public void mappingPastTheEnd_fails() {
    publish(store(), "packs/p", "short");
    try (StoredFile file = opened(store(), "packs/p");
        Arena arena = Arena.ofConfined()) {
      for (long[] range : new long[][] {{2, 4}, {6, 0}, {-1, 1}, {1, -1}, {1L << 62, 1L << 62}}) {
        assertThatExceptionOfType(RuntimeException.class)
            .isThrownBy(() -> file.map(range[0], range[1], arena))
            .isInstanceOfAny(IllegalArgumentException.class, CorruptException.class);
      }
    }
  }

  @Test
  public void prefetchingAndTouching_neverFail() {
    publish(store(), "f", "x");
    StoredFile file = opened(store(), "f");
    file.prefetch(0, 10);
    file.prefetch(0, Long.MAX_VALUE);
    file.prefetch(-5, 1L << 60);
    file.close();
    file.prefetch(0, 10);
    file.touch();
  }

  @Test
  public void closedFile_isNotReadAnyMore() {
    publish(store(), "f", "x");
    StoredFile file = opened(store(), "f");
    file.close();
    file.close();
    assertThatIllegalStateException().isThrownBy(() -> file.read(0, Native.room(1)));
  }

  @Test
  public void touching_setsTheModificationTimeToNow() throws IOException {
    publish(store(), "f", "x");
    FileTime before = Files.getLastModifiedTime(inStore("f"));
    Files.setLastModifiedTime(inStore("f"), FileTime.fromMillis(1_000));
    try (StoredFile file = opened(store(), "f")) {
      assertThat(file.stat().mtimeSeconds()).isEqualTo(1);
      file.touch();
    }
    // Clocks of file systems tick more slowly than those of processes.
    assertThat(Files.getLastModifiedTime(inStore("f"))).isGreaterThanOrEqualTo(before);
  }

  @Test
  public void stat_tellsWhatIsThere() throws IOException {
    publish(store(), "packs/f", "0123456789");
    try (StoredFile file = opened(store(), "packs/f")) {
      assertThat(file.stat()).isEqualTo(store().stat("packs/f"));
      assertThat(file.stat().kind()).isEqualTo(EntryKind.FILE);
      assertThat(file.stat().size()).isEqualTo(10);
    }
    assertThat(store().stat("packs")).extracting(FileStat::kind).isEqualTo(EntryKind.DIRECTORY);
    assertThat(store().stat("packs/g")).isNull();
    assertThat(store().stat("nowhere/g")).isNull();
    if (symlink(inStore("l"), Path.of("packs"))) {
      assertThat(store().stat("l")).extracting(FileStat::kind).isEqualTo(EntryKind.SYMLINK);
    }
  }

  @Test
  public void symlinkWhereAFileIsExpected_isNotFollowed() throws IOException {
    publish(store(), "packs/f", "inside");
    Path outside = Files.writeString(path("outside"), "outside");
    if (symlink(inStore("l"), outside)) {
      requireRefused(() -> store().open("l"));
      try {
        assertThat(publish(store(), "l", "x")).isFalse();
      } catch (RefusedException e) {
        assertThat(e.path()).isEqualTo(inStore("l").toString());
      }
      assertThat(inStore("l")).isSymbolicLink();
      replace(store(), "l", "in its place");
      assertThat(inStore("l")).isRegularFile().hasContent("in its place");
      assertThat(outside).hasContent("outside");
    }
  }
}
