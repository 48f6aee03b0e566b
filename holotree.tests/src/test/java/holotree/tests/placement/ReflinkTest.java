package holotree.tests.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.RefusedException;
import holotree.engine.Holotree;
import holotree.engine.Placement;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreReceipt;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.Workplace;
import holotree.tests.kit.XfsMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Needs root and xfsprogs.
class ReflinkTest {

  private static final int LARGE = 30 << 20;

  @AutoClose private final Workplace work = Workplace.create();
  private final Path stage = work.path("stage-of-a-test/tree");
  private XfsMount xfs;
  private Holotree holotree;

  @BeforeEach
  void recordATree() throws IOException {
    for (int i = 0; i < 60; i++) {
      Path directory = Files.createDirectories(stage.resolve("d" + i % 7));
      Files.writeString(directory.resolve("f" + i), ("content " + i % 50 + " ").repeat(i * 10));
    }
    byte[] large = new byte[LARGE];
    new Random(5).nextBytes(large);
    Files.write(stage.resolve("large"), large);
    Files.write(stage.resolve("large-too"), large);
    Files.writeString(stage.resolve("own-path"), "this is " + stage + "\n");
    xfs = XfsMount.at(work.path("xfs"));
    holotree = Workplace.open(xfs.path().resolve("home"), 2);
    holotree.record(RecordRequest.of(stage).named("tree"));
  }

  @AfterEach
  void unmount() {
    holotree.close();
    xfs.close();
  }

  @Test
  void auto_copiesFirst_fillsThePoolNext_andThenSharesEverything() {
    RestoreReceipt first = restore("a", Placement.AUTO);
    assertThat(first.reflinked()).isZero();
    assertThat(first.pool().added()).isZero();
    RestoreReceipt second = restore("b", Placement.AUTO);
    assertThat(second.reflinked()).isPositive();
    assertThat(second.pool().added()).isEqualTo(Inodes.files(clones()).size());
    long free = free();
    RestoreReceipt third = restore("c", Placement.AUTO);
    assertThat(third.pool().added()).isZero();
    assertThat(third.reflinked()).isEqualTo(second.reflinked());
    assertThat(free - free()).as("bytes taken").isLessThan(LARGE / 2);
    for (String space : List.of("a", "b", "c")) {
      requirePristine(space);
    }
  }

  @Test
  void asked_sharesFromTheFirstRestoreOn() {
    RestoreReceipt receipt =
        holotree.restore(
            RestoreRequest.of("tree").to(xfs.path().resolve("a")).placedOnly(Placement.REFLINK));
    assertThat(receipt.reflinked() + receipt.copied()).isEqualTo(receipt.files());
    assertThat(receipt.downgrades()).isEmpty();
    requirePristine("a");
  }

  @Test
  void writingToASpace_changesNeitherThePoolNorOtherSpaces() throws IOException {
    restore("a", Placement.REFLINK);
    Files.write(xfs.path().resolve("a/large"), new byte[LARGE]);
    RestoreReceipt receipt = restore("b", Placement.REFLINK);
    assertThat(receipt.pool().dropped()).isZero();
    requirePristine("b");
  }

  @Test
  void poolFileThatIsBad_orHasAnotherName_isReplaced() throws IOException {
    restore("a", Placement.REFLINK);
    List<Path> files = Inodes.files(clones());
    byte[] bytes = Files.readAllBytes(files.get(0));
    bytes[bytes.length / 2] ^= 1;
    Files.write(files.get(0), bytes);
    Files.createLink(xfs.path().resolve("another-name"), files.get(1));
    RestoreReceipt receipt = restore("b", Placement.REFLINK);
    assertThat(receipt.pool().dropped()).isEqualTo(2);
    assertThat(receipt.pool().added()).isEqualTo(2);
    assertThat(receipt.downgrades()).isEmpty();
    requirePristine("b");
  }

  @Test
  void elsewhere_isRefusedIfRequired() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() ->
            holotree.restore(
                RestoreRequest.of("tree")
                    .to(work.path("elsewhere"))
                    .placedOnly(Placement.REFLINK)));
    assertThat(work.path("elsewhere")).doesNotExist();
  }

  private RestoreReceipt restore(String space, Placement placement) {
    return holotree.restore(
        RestoreRequest.of("tree").to(xfs.path().resolve(space)).placed(placement));
  }

  private void requirePristine(String space) {
    assertThat(holotree.verify(new Target.Directory(xfs.path().resolve(space))).differences())
        .isEmpty();
  }

  private Path clones() {
    return xfs.path().resolve("home/pool/clones");
  }

  private long free() {
    Program.of("sync", "-f", xfs.path()).output();
    return xfs.path().toFile().getFreeSpace();
  }
}
