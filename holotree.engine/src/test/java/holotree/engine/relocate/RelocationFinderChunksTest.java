package holotree.engine.relocate;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.ContentKind;
import holotree.api.Relocations;
import holotree.api.Spelling;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// However a file is cut, the places are those of a plain search over the whole of it.
class RelocationFinderChunksTest {

  private static final long SEED = Long.getLong("holotree.seed", System.nanoTime());
  private static final int FILES = 120;
  private static final List<FileKind> KINDS =
      List.of(FileKind.UNDECIDED, FileKind.PYC, FileKind.ELF, FileKind.BINARY);

  @ParameterizedTest
  @CsvSource({
    "/ab:/ab:/ab:, /ab:/ab:",
    "/ab:/ab:/ab:, /ab:/ab:/ab:",
    "/build/stage, /build/stage",
    "/build/stage, /build/stage/real",
    "/stage/of/some/length, /mnt/stage/of/some/length",
    "'/with space/and / slash', /other/aaaaaaaaa",
    "'/with \"quote\\/Ã©', /other/aaa%20aaaa",
    "/a/b/a/b/a, /a/b/a/b",
    // From 64 bytes on, one of the two or both, also such that overlap themselves and each other.
    "/a/long/path/of/64-bytes/or/so/that/counts/wherever/it/stands/by-its-long-last-name, /short/one",
    "/short/one, /a/long/path/of/64-bytes/or/so/that/counts/wherever/it/stands/by-its-long-last-name",
    "/a/long/path/of/64-bytes/or/so/that/counts/wherever/it/stands/ok/given-and-long-enough,"
        + " /a/long/path/of/64-bytes/or/so/that/counts/wherever/it/stands/ok/given-and-long-enough/resolved-and-long-enough",
    "/a/long/path/of/64-bytes/or/so/that/counts/wherever/it/stands/ok/given-and-long-enough,"
        + " /mnt/a/long/path/of/64-bytes/or/so/that/counts/wherever/it/stands/ok/given-and-long-enough",
    "/a/long/path/of/64-bytes/and/more/that/has/a/short/last/name/at/its/end, /short/one",
    "'/a \"quoted\" path of sixty-four bytes/that/counts/wherever/it/stands/é-and-eighteen-more', /ab:/ab:",
    "/a/path/of/sixty-three/bytes/that/does/not/count/wherever/it/is, /short/one",
  })
  void everyCut_givesTheSamePlaces(String given, String resolved) {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    StagePath stage = RecordedTree.stage(given, resolved);
    int found = 0;
    for (int file = 0; file < FILES; file++) {
      FileKind kind = KINDS.get(random.nextInt(KINDS.size()));
      String content = randomContent(random, stage, file % 10 == 0 ? 12_000 : 3000);
      List<NaiveFinder.Place> expected = NaiveFinder.find(content, kind, stage);
      found += expected.size();
      for (int core : new int[] {1 << 20, 4096, 1024, 257, 64, file % 10 == 1 ? 1 : 33}) {
        Cut cut = Cut.of(stage, RecordedTree.bytes(content), core, kind);

        assertThat(cut.places())
            .as("seed %d, file %d, core %d", SEED, file, core)
            .isEqualTo(expected);
        assertThat(cut.content()).isEqualTo(NaiveFinder.filled(content, expected));
      }
    }
    assertThat(found).as("places compared").isGreaterThan(FILES);
  }

  private static String randomContent(Random random, StagePath stage, int length) {
    String given = RecordedTree.text(stage.bytes(Spelling.GIVEN));
    String resolved = RecordedTree.text(stage.bytes(Spelling.RESOLVED));
    String[] fragments = {
      given,
      given,
      given,
      resolved,
      resolved,
      "/",
      "/",
      ":",
      "a",
      "zz",
      "-",
      "\0",
      "\n",
      " ",
      "\u00e9",
      "://",
      "n".repeat(250),
      "n",
      "nn",
      "z" + (char) given.length(),
      "\\/",
      "%2F",
      "%2f",
      "%20",
      "%3A",
      "\\u00e9",
      "\\u002e",
      "\\n",
      "\u00fa" + (char) (given.length() + 3),
      "u" + (char) given.length() + "\0\0\0",
      "z" + (char) resolved.length(),
    };
    StringBuilder content = new StringBuilder();
    while (content.length() < length) {
      int which = random.nextInt(fragments.length + stage.spellings().size());
      String fragment =
          which < fragments.length
              ? fragments[which]
              : RecordedTree.text(stage.bytes(stage.spellings().get(which - fragments.length)));
      int from = random.nextInt(4) == 0 ? random.nextInt(fragment.length()) : 0;
      int to =
          random.nextInt(4) == 0
              ? from + random.nextInt(fragment.length() - from + 1)
              : fragment.length();
      content.append(fragment, from, to);
      if (random.nextInt(6) == 0) {
        content.append(" ".repeat(random.nextInt(100)));
      }
    }
    return content.toString();
  }

  /// A file worked on core by core.
  private record Cut(List<NaiveFinder.Place> places, String content) {

    static Cut of(StagePath stage, byte[] content, int coreLength, FileKind kind) {
      RelocationFinder finder = new RelocationFinder(stage);
      byte[] filled = content.clone();
      Places all = new Places();
      for (int core = 0; core < content.length; core += coreLength) {
        int coreEnd = Math.min(content.length, core + coreLength);
        int from = Math.max(0, core - finder.contextBytes());
        int to = Math.min(content.length, coreEnd + finder.contextBytes());
        Places here = new Places();
        try (Arena arena = Arena.ofConfined()) {
          MemorySegment window = arena.allocate(to - from);
          MemorySegment.copy(content, from, window, ValueLayout.JAVA_BYTE, 0, to - from);
          finder.replace(
              window,
              core - from,
              coreEnd - from,
              core,
              from == 0,
              to == content.length,
              kind,
              here);
          MemorySegment.copy(
              window, ValueLayout.JAVA_BYTE, core - from, filled, core, coreEnd - core);
          assertThat(window.asSlice(0, core - from).toArray(ValueLayout.JAVA_BYTE))
              .as("context before")
              .isEqualTo(Arrays.copyOfRange(content, from, core));
        }
        all.append(here);
      }
      return new Cut(list(all.toRelocations(ContentKind.TEXT), stage), RecordedTree.text(filled));
    }

    private static List<NaiveFinder.Place> list(@Nullable Relocations places, StagePath stage) {
      List<NaiveFinder.Place> list = new ArrayList<>();
      for (int i = 0; places != null && i < places.count(); i++) {
        Spelling spelling = places.spelling(i);
        list.add(new NaiveFinder.Place((int) places.offset(i), stage.length(spelling)));
      }
      return list;
    }
  }
}
