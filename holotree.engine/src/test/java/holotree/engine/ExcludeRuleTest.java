package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcludeRuleTest {

  @ParameterizedTest
  @CsvSource({
    "*.pyc,a.pyc,true",
    "*.pyc,deep/down/a.pyc,true",
    "*.pyc,a.pyc.txt,false",
    "__pycache__,lib/__pycache__,true",
    "__pycache__/,lib/__pycache__,true",
    "__pycache__,__pycache__2,false",
    "lib/test,lib/test,true",
    "lib/test,other/lib/test,false",
    "lib/*,lib/a,true",
    "lib/*,lib/a/b,false",
    "lib/**,lib/a/b,true",
    "'{a,b}',x/b,true",
    "[!a],b,true",
    "[!a],a,false"
  })
  void glob_isComparedWithTheNameOrTheWholePath(String glob, String path, boolean excluded) {
    assertThat(ExcludeRule.of(List.of(glob)).test(bytes(path))).isEqualTo(excluded);
  }

  @Test
  void anyGlob_isEnough() {
    var rule = ExcludeRule.of(List.of("a", "b/c"));
    assertThat(rule.test(bytes("a"))).isTrue();
    assertThat(rule.test(bytes("b/c"))).isTrue();
    assertThat(rule.test(bytes("b"))).isFalse();
  }

  @Test
  void noGlob_leavesNothingOut() {
    assertThat(ExcludeRule.of(List.of()).test(bytes("a"))).isFalse();
  }

  @Test
  void nameThatIsNoText_breaksNothing() {
    var rule = ExcludeRule.of(List.of("*.pyc"));
    assertThat(rule.test(new byte[] {(byte) 0xFF, '.', 't'})).isFalse();
    assertThat(rule.test(new byte[0])).isFalse();
  }

  @Test
  void malformedGlob_isNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExcludeRule.of(List.of("fine", "[broken")))
        .withMessageContaining("[broken");
  }

  @Test
  void requestToRecord_refusesWhatNoRecordingCanHeed() {
    RecordRequest request = RecordRequest.of(Path.of("x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.exclude(List.of("[broken")))
        .withMessageContaining("[broken");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.codec("ZSTD"))
        .withMessageContaining("ZSTD");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
