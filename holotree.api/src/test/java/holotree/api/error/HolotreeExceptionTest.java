package holotree.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HolotreeExceptionTest {

  static Stream<HolotreeException> everyKind() {
    return Stream.of(
        new BuildFailedException("make", 2, Path.of("/home/logs/x.log")),
        new BusyException("/spaces/ci", "another holotree command"),
        new CorruptException("x.pack", 16, "a frame header", "other bytes"),
        new CorruptException("x.pack", -1, "a catalog", "nothing"),
        new FormatVersionException("x.pack", 7, 1, 2),
        new InterruptedOperationException("restore"),
        new NoSpaceException("/a", 10, 5, null),
        new NoSpaceException("/a", -1, -1, null),
        new NoSpaceException("/a", 10, 5, 1, 0, null),
        new NotFoundException("No recording \"a\" in /l.", List.of(), "See `holotree list`."),
        new NotFoundException("No recording \"a\" in /l.", List.of("b", "c"), "See nothing."),
        new ProviderMissingException(
            "Frame 3", "codec", "zstd", List.of("lz4", "stored"), "holotree.codec.zstd"),
        new RefusedException("open", "/a", "permission denied (EACCES)", "Ask for it.", null),
        new UnsafeException("the target /a", "it is a directory that is not empty"),
        new UnsafeException("the target /a", "it is not empty", "Choose another place."));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void everyKind_isToldInThreeSentences(HolotreeException error) {
    requireSentence(error.what());
    requireSentence(error.meaning());
    requireSentence(error.next());
    assertThat(error).hasMessage(error.what() + " " + error.meaning() + " " + error.next());
  }

  @Test
  void samples_areOfEveryKind() {
    assertThat(everyKind().map(Object::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(HolotreeException.class.getPermittedSubclasses()));
  }

  @Test
  void onlyWhatMayPass_isRetryable() {
    assertThat(everyKind().filter(HolotreeException::retryable).map(Object::getClass).distinct())
        .containsExactly(
            BusyException.class, InterruptedOperationException.class, NoSpaceException.class);
  }

  @Test
  void corrupt_tellsFileAndOffsetUnlessItIsTheWholeFile() {
    assertThat(new CorruptException("f", 7, "a", "b").what())
        .isEqualTo("f, offset 7: expected a, found b.");
    assertThat(new CorruptException("f", -1, "a", "b").what()).isEqualTo("f: expected a, found b.");
  }

  @Test
  void formatVersion_tellsWhatItFoundAndTheRange() {
    FormatVersionException error = new FormatVersionException("f", 9, 1, 3);
    assertThat(error.what()).isEqualTo("f has format version 9; this runtime reads 1 to 3.");
    assertThat(error.found()).isEqualTo(9);
    assertThat(error.min()).isEqualTo(1);
    assertThat(error.max()).isEqualTo(3);
  }

  @Test
  void providerMissing_namesTheModuleToAdd() {
    ProviderMissingException error =
        new ProviderMissingException("Frame 3", "codec", "zstd", List.of("lz4", "stored"), "m.z");
    assertThat(error.what())
        .isEqualTo("Frame 3 needs codec \"zstd\"; this runtime has \"lz4, stored\".");
    assertThat(error.next()).contains("m.z");
    assertThat(error.present()).containsExactly("lz4", "stored");
    assertThat(error.wanted()).isEqualTo("zstd");
    assertThat(error.module()).isEqualTo("m.z");
  }

  @Test
  void notFound_asksForWhatIsNear() {
    NotFoundException near = new NotFoundException("No a.", List.of("b", "c"), "See x.");
    assertThat(near.next()).isEqualTo("Did you mean b or c?");
    assertThat(near.near()).containsExactly("b", "c");
    assertThat(new NotFoundException("No a.", List.of(), "See x.").next()).isEqualTo("See x.");
  }

  @Test
  void noSpace_tellsNumbersThatAreKnown() {
    assertThat(new NoSpaceException("/a", 10, 5, null).what())
        .isEqualTo("No space left to write /a: 10 bytes needed, 5 there.");
    assertThat(new NoSpaceException("/a", -1, -1, null).what())
        .isEqualTo("No space left to write /a.");
    assertThat(new NoSpaceException("/a", 10, 50, 3, 2, null).what())
        .isEqualTo(
            "No space left to write /a: 10 bytes needed, 50 there; 3 inodes needed, 2 there.");
    assertThat(new NoSpaceException("/a", -1, -1, 1, 0, null).what())
        .isEqualTo("No space left to write /a: 1 inodes needed, 0 there.");
  }

  private static void requireSentence(String text) {
    assertThat(text).matches("\\S.*[.?]").doesNotContain(". ").doesNotContain("  ");
  }
}
