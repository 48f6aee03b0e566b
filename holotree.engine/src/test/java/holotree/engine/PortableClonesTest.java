package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.builtin.CopyingCloner;
import holotree.engine.builtin.PortableStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Restores by clones where the portable strategy was given what makes them, as on macOS.
class PortableClonesTest {

  private static final int FILES = 20;
  private static final int LARGE = (4 << 20) + 17;

  @TempDir Path scratch;

  @Test
  void restore_clonesFromThePool_andWhatIsWrittenToACloneStaysThere() throws IOException {
    CopyingCloner cloner = new CopyingCloner();
    try (DeskFolder folder =
        new DeskFolder(scratch, new PortableStrategy().cloningBy(List.of(cloner)), 2)) {
      record(folder);
      for (String target : List.of("a", "b")) {
        int before = cloner.made.get();
        RestoreReceipt receipt = folder.restore(folder.to(target).placedOnly(Placement.REFLINK));
        assertThat(receipt.reflinked()).isEqualTo(FILES + 1);
        assertThat(receipt.copied()).isZero();
        assertThat(cloner.made.get() - before).isGreaterThanOrEqualTo(FILES + 1);
        folder.requirePristine(target);
      }
      Files.writeString(folder.target("a").resolve("f0"), "changed");
      folder.requirePristine("b");
      folder.restore(folder.to("a").placedOnly(Placement.REFLINK));
      folder.requirePristine("a");
      folder.requireOnly("a", "b");
    }
  }

  private static void record(DeskFolder folder) throws IOException {
    Path stage = folder.stage();
    for (int i = 0; i < FILES; i++) {
      Files.writeString(stage.resolve("f" + i), "content " + i);
    }
    byte[] large = new byte[LARGE];
    new Random(2).nextBytes(large);
    Files.write(stage.resolve("large"), large);
    folder.record(stage);
  }
}
