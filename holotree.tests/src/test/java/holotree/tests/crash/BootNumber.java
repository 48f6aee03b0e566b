package holotree.tests.crash;

import holotree.tests.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;

/// The kernel's boot id as this mount namespace sees it: it must change with a power cut, and only a
/// namespace of our own may be told so.
final class BootNumber {

  private static final Path KERNELS = Path.of("/proc/sys/kernel/random/boot_id");

  private final Path file;
  private final Random random;

  /// @param file put in place of the kernel's
  BootNumber(Path file, Random random) {
    this.file = file;
    this.random = random;
    next();
    Program.of("mount", "--bind", file, KERNELS).output();
  }

  void next() {
    try {
      Files.writeString(file, new UUID(random.nextLong(), random.nextLong()) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
