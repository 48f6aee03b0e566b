package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.error.NotFoundException;
import holotree.api.error.ProviderMissingException;
import holotree.api.error.UnsafeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolotreeTest {

  @TempDir Path scratch;
  private HolotreeOptions options;
  private Holotree holotree;
  private Path stage;

  @BeforeEach
  void open() throws IOException {
    Path real = scratch.toRealPath();
    options = new HolotreeOptions(real.resolve("home"), real.resolve("library"), 2);
    holotree = Holotree.open(options);
    stage = Files.createDirectory(real.resolve("the-stage"));
    Files.writeString(stage.resolve("file"), "content");
  }

  @AfterEach
  void close() {
    holotree.close();
  }

  @Test
  void fiveLines_areEnough() {
    try (Holotree own = Holotree.open(options)) {
      own.record(RecordRequest.of(stage).named("ci"));
      RestoreReceipt receipt = own.restore(RestoreRequest.of("ci"));
      assertThat(own.verify(new Target.Space("ci")).pristine()).isTrue();
      own.delete(new Target.Space("ci"));
      assertThat(receipt.target()).isEqualTo(options.home().resolve("spaces/ci"));
      assertThat(receipt.target()).doesNotExist();
    }
  }

  @Test
  void opening_makesNothing() {
    assertThat(options.home()).doesNotExist();
    assertThat(options.library()).doesNotExist();
    assertThat(holotree.list().recordings()).isEmpty();
    assertThat(options.library()).doesNotExist();
  }

  @Test
  void recording_isListedAndShown() {
    RecordReceipt receipt = holotree.record(RecordRequest.of(stage).named("ci"));
    assertThat(receipt.files()).isEqualTo(1);
    assertThat(receipt.bytes()).isEqualTo(7);
    assertThat(holotree.list().recordings())
        .containsExactly(new Listing.Recording("ci", receipt.catalog()));
    Summary summary = holotree.show(receipt.catalog().toString().substring(0, 8));
    assertThat(summary.names()).containsExactly("ci");
    assertThat(summary.files()).isEqualTo(1);
    assertThat(summary.directories()).isEqualTo(1);
  }

  @Test
  void wrongRequest_isRefusedByItsKind() {
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.record(RecordRequest.of(stage.resolve("absent"))));
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> holotree.record(RecordRequest.of(stage.resolve("file"))));
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> holotree.record(RecordRequest.of(stage).named("../ci")));
    assertThatExceptionOfType(ProviderMissingException.class)
        .isThrownBy(() -> holotree.record(RecordRequest.of(stage).codec("absent")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> holotree.record(RecordRequest.of(stage).codec("stored").level(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> holotree.record(RecordRequest.of(stage).exclude(List.of("["))));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.restore(RestoreRequest.of("absent")));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.verify(new Target.Space("absent")));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.delete(new Target.Directory(stage)));
  }

  @Test
  void spaceThatIsThere_isNotRestoredOver() {
    holotree.record(RecordRequest.of(stage).named("ci"));
    holotree.restore(RestoreRequest.of("ci"));
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> holotree.restore(RestoreRequest.of("ci")));
    assertThat(holotree.verify(new Target.Space("ci")).pristine()).isTrue();
  }

  @Test
  void runtime_hasWhatIsBuiltIn() {
    assertThat(Holotree.runtime().toString()).contains("stored");
  }
}
