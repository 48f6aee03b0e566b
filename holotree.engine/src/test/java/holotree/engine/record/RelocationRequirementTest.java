package holotree.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.UnsafeException;
import holotree.engine.relocate.FileKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelocationRequirementTest {

  @ParameterizedTest
  @CsvSource({
    "a, 'Refused a: it holds the stage''s path,', Leave it out",
    "a b, 'Refused a, b: they hold the stage''s path,', Leave them out",
    "a b c d, 'Refused a, b, c and 1 more: they hold the stage''s path,', Leave them out"
  })
  void filesThatCannotBeRelocated_areNamedInTheirNumber(String files, String what, String next) {
    List<LimitedFile> limited =
        Stream.of(files.split(" "))
            .map(path -> path.getBytes(StandardCharsets.UTF_8))
            .map(path -> new LimitedFile(path, FileKind.ARCHIVE, false))
            .toList();
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> RelocationRequirement.check(limited))
        .satisfies(refused -> {
          assertThat(refused.what()).startsWith(what);
          assertThat(refused.next()).startsWith(next);
        });
  }
}
