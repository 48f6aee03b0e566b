package holotree.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.UnsafeException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each test but the first few breaks one rule and no other.
class CatalogBuilderTest {

  private static final Digest CONTENT = new Digest(1, 2, 3, 4);

  private CatalogBuilder builder;

  @BeforeEach
  void addRoot() {
    builder = new CatalogBuilder();
    builder.add(0, new byte[0], EntryType.DIRECTORY, 0755, 0, 0);
  }

  @Test
  void treeOfEveryType_isBuilt() {
    file(0, "a", 5);
    int directory = directory(0, "b");
    symlink(directory, "c", "../a");
    builder.setStageLength(Spelling.GIVEN, 4);
    builder.setStageLength(Spelling.RESOLVED, 5);
    builder.setRelocations(1, places(0, 0));
    builder.setRelocations(3, places(0, 0));
    assertThat(builder.build().size()).isEqualTo(4);
  }

  @Test
  void names_ascendByTheirUnsignedBytes() {
    file(0, "a", 0);
    file(0, "a.b", 0);
    file(0, "ab", 0);
    builder.add(0, new byte[] {(byte) 0xFF}, EntryType.FILE, 0644, 0, 0);
    assertThat(builder.build().size()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"...", ".a", "..a", "a..", "\\", "C:", "-rf", " ", "\n", "\u00FC"})
  void strangeName_isAllowed(String name) {
    file(0, name, 0);
    assertThat(builder.build().name(1)).isEqualTo(bytes(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void dots_areRefused(String name) {
    file(0, name, 0);
    requireRefused("a name is neither . nor ..");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "a/b", "/etc", "../x", "a/", "\0", "a\0b", "a\0"})
  void slashOrNulInAName_isRefused(String name) {
    file(0, name, 0);
    requireRefused("a name holds neither NUL nor /");
  }

  @Test
  void emptyName_isRefused() {
    file(0, "", 0);
    requireRefused("a name is not empty");
  }

  @Test
  void nothing_isRefused() {
    builder = new CatalogBuilder();
    requireRefused("entry 0 is a directory with the empty name");
  }

  @Test
  void rootWithAName_isRefused() {
    builder = new CatalogBuilder();
    directory(0, "a");
    requireRefused("entry 0 is a directory with the empty name");
  }

  @Test
  void rootThatIsAFile_isRefused() {
    builder = new CatalogBuilder();
    file(0, "", 0);
    requireRefused("entry 0 is a directory with the empty name");
  }

  @Test
  void rootInsideAnother_isRefused() {
    builder = new CatalogBuilder();
    builder.add(1, new byte[0], EntryType.DIRECTORY, 0755, 0, 0);
    requireRefused("entry 0 is a directory with the empty name");
  }

  @Test
  void unsortedNames_areRefused() {
    file(0, "b", 0);
    file(0, "a", 0);
    requireRefused("names of one directory ascend, none twice");
  }

  @Test
  void namesSortedAsSignedBytes_areRefused() {
    builder.add(0, new byte[] {(byte) 0x80}, EntryType.FILE, 0644, 0, 0);
    file(0, "a", 0);
    requireRefused("names of one directory ascend, none twice");
  }

  @Test
  void nameTwice_isRefused() {
    file(0, "a", 0);
    file(0, "a", 0);
    requireRefused("names of one directory ascend, none twice");
  }

  @Test
  void nameTwiceWithOthersBelowTheFirst_isRefused() {
    int directory = directory(0, "a");
    file(directory, "z", 0);
    directory(0, "a");
    requireRefused("names of one directory ascend, none twice");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void parentThatIsNoEarlierDirectory_isRefused(int parent) {
    file(0, "a", 0);
    file(parent, "b", 0);
    requireRefused("an entry follows its directory in tree order");
  }

  @Test
  void entryOfADirectoryThatWasLeft_isRefused() {
    int first = directory(0, "a");
    directory(0, "b");
    file(first, "c", 0);
    requireRefused("an entry follows its directory in tree order");
  }

  @Test
  void deepestTree_isBuilt() {
    int parent = 0;
    for (int depth = 1; depth < Catalog.MAX_DEPTH; depth++) {
      parent = directory(parent, "d");
    }
    int deepest = file(parent, "f", 0);
    assertThat(builder.build().path(deepest)).hasSize(2 * Catalog.MAX_DEPTH - 1);
  }

  @Test
  void deeperTree_isRefused() {
    int parent = 0;
    for (int depth = 1; depth <= Catalog.MAX_DEPTH; depth++) {
      parent = directory(parent, "d");
    }
    requireRefused("at most 4096 levels");
  }

  @ParameterizedTest
  @ValueSource(ints = {01000, 02000, 04755, 0100644, 0120777, 0200644, -1})
  void modeWithOtherBits_isRefused(int mode) {
    builder.add(0, bytes("a"), EntryType.FILE, mode, 0, 0);
    requireRefused("a mode has permission bits alone");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_000_000_000, Integer.MIN_VALUE})
  void nanosecondsOutOfRange_areRefused(int nanos) {
    builder.add(0, bytes("a"), EntryType.FILE, 0644, 0, nanos);
    requireRefused("nanoseconds are 0 to 999,999,999");
  }

  @Test
  void timesBeforeTheEpoch_areKept() {
    builder.add(0, bytes("a"), EntryType.FILE, 0644, Long.MIN_VALUE, 999_999_999);
    Catalog catalog = builder.build();
    assertThat(catalog.mtimeSeconds(1)).isEqualTo(Long.MIN_VALUE);
    assertThat(catalog.mtimeNanos(1)).isEqualTo(999_999_999);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE})
  void negativeSize_isRefused(long size) {
    file(0, "a", size);
    requireRefused("a size is not negative");
  }

  @Test
  void directoryWithASize_isRefused() {
    builder.setSize(directory(0, "a"), 1);
    requireRefused("a directory has no size");
  }

  @Test
  void directoryWithRelocations_isRefused() {
    builder.setStageLength(Spelling.GIVEN, 4);
    builder.setStageLength(Spelling.RESOLVED, 0);
    builder.setRelocations(directory(0, "a"), places(0, 0));
    requireRefused("a directory has no relocations");
  }

  @Test
  void symlinkWithoutATarget_isRefused() {
    builder.add(0, bytes("a"), EntryType.SYMLINK, 0777, 0, 0);
    requireRefused("symlinks, and they alone, have a target");
  }

  @Test
  void fileWithATarget_isRefused() {
    builder.setTarget(file(0, "a", 0), bytes("b"));
    requireRefused("symlinks, and they alone, have a target");
  }

  @Test
  void emptyTarget_isRefused() {
    symlink(0, "a", "");
    requireRefused("a target is 1 to 4095 bytes");
  }

  @Test
  void longestTarget_isBuilt() {
    symlink(0, "a", "t".repeat(CatalogBuilder.MAX_TARGET_BYTES));
    assertThat(builder.build().target(1)).hasSize(CatalogBuilder.MAX_TARGET_BYTES);
  }

  @Test
  void longerTarget_isRefused() {
    symlink(0, "a", "t".repeat(CatalogBuilder.MAX_TARGET_BYTES + 1));
    requireRefused("a target is 1 to 4095 bytes");
  }

  @Test
  void targetWithNul_isRefused() {
    symlink(0, "a", "b\0c");
    requireRefused("a target holds no NUL");
  }

  @Test
  void symlinkWhoseSizeIsNotItsTargets_isRefused() {
    builder.setSize(symlink(0, "a", "b"), 2);
    requireRefused("a symlink's size is its target's length");
  }

  @Test
  void largeFileWithoutChunks_isRefused() {
    file(0, "a", Catalog.CHUNK_BYTES + 1);
    requireRefused("files over 4 MiB, and they alone, list their chunks");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, Catalog.CHUNK_BYTES})
  void smallFileWithChunks_isRefused(long size) {
    builder.setChunks(file(0, "a", size), new byte[Digest.BYTES]);
    requireRefused("files over 4 MiB, and they alone, list their chunks");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32, 63, 65, 96})
  void chunkListOfAnotherLength_isRefused(int length) {
    builder.setChunks(file(0, "a", Catalog.CHUNK_BYTES + 1), new byte[length]);
    requireRefused("a chunk list has one digest for each 4 MiB begun");
  }

  @Test
  void hugeSizeWithAShortChunkList_isRefused() {
    builder.setChunks(file(0, "a", Long.MAX_VALUE), new byte[64]);
    requireRefused("a chunk list has one digest for each 4 MiB begun");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void overlappingRelocations_areRefused(long second) {
    builder.setStageLength(Spelling.GIVEN, 4);
    builder.setStageLength(Spelling.RESOLVED, 0);
    builder.setRelocations(file(0, "a", 100), places(0, 0, second, 0));
    requireRefused("relocations do not overlap");
  }

  @Test
  void touchingRelocationsUpToTheEnd_areBuilt() {
    builder.setStageLength(Spelling.GIVEN, 4);
    builder.setStageLength(Spelling.RESOLVED, 6);
    builder.setRelocations(file(0, "a", 10), places(0, 0, 4, 1));
    assertThat(builder.build().relocatedEntries()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 10, 1L << 40, Long.MAX_VALUE - 3, Long.MAX_VALUE})
  void relocationPastTheEnd_isRefused(long offset) {
    builder.setStageLength(Spelling.GIVEN, 4);
    builder.setStageLength(Spelling.RESOLVED, 0);
    builder.setRelocations(file(0, "a", 10), places(offset, 0));
    requireRefused("relocations lie inside the content");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void relocationWhoseSpellingHasNoLength_isRefused(long spelling) {
    builder.setStageLength(Spelling.GIVEN, spelling == 0 ? 0 : 4);
    builder.setStageLength(Spelling.RESOLVED, spelling == 0 ? 4 : 0);
    builder.setRelocations(file(0, "a", 10), places(0, spelling));
    requireRefused("a relocation's spelling has a length");
  }

  @Test
  void refusal_namesTheEntry() {
    file(0, "fine", 0);
    file(0, "wrong", -1);
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(builder::build)
        .satisfies(refused -> assertThat(refused.entry()).isEqualTo("entry 2 \"wrong\""));
  }

  @Test
  void manyEntries_areKeptWhileTheColumnsGrow() {
    for (int i = 0; i < 5_000; i++) {
      builder.setContent(file(0, String.format("%05d", i), i), new Digest(i, 0, 0, i));
    }
    Catalog catalog = builder.build();
    for (int i = 0; i < 5_000; i++) {
      assertThat(catalog.name(i + 1)).isEqualTo(bytes(String.format("%05d", i)));
      assertThat(catalog.size(i + 1)).isEqualTo(i);
      assertThat(catalog.content(i + 1)).isEqualTo(new Digest(i, 0, 0, i));
    }
  }

  private void requireRefused(String rule) {
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(builder::build)
        .satisfies(refused -> assertThat(refused.rule()).isEqualTo(rule));
  }

  private int directory(int parent, String name) {
    return builder.add(parent, bytes(name), EntryType.DIRECTORY, 0755, 0, 0);
  }

  private int file(int parent, String name, long size) {
    int entry = builder.add(parent, bytes(name), EntryType.FILE, 0644, 0, 0);
    builder.setSize(entry, size);
    builder.setContent(entry, CONTENT);
    return entry;
  }

  private int symlink(int parent, String name, String target) {
    int entry = builder.add(parent, bytes(name), EntryType.SYMLINK, 0777, 0, 0);
    builder.setTarget(entry, bytes(target));
    return entry;
  }

  /// Pairs of an offset and a spelling.
  private static Relocations places(long... pairs) {
    long[] offsets = new long[pairs.length / 2];
    byte[] spellings = new byte[pairs.length / 2];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = pairs[2 * i];
      spellings[i] = (byte) pairs[2 * i + 1];
    }
    return new Relocations(ContentKind.TEXT, offsets, spellings);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
