package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import holotree.api.error.HolotreeException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.RefusedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Promise 2 of [holotree.api.fs.FileSystemStrategy].
class FailuresTest {

  private static final Path PATH = Path.of("place").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No space left on device",
        "Disk quota exceeded",
        "There is not enough space on the disk"
      })
  void fullDisk_isNoSpace(String reason) {
    for (IOException failure :
        new IOException[] {
          new IOException(reason), new FileSystemException(PATH.toString(), null, reason)
        }) {
      assertThat(Failures.of("write", PATH, failure))
          .isInstanceOf(NoSpaceException.class)
          .hasMessageContaining(PATH.toString())
          .hasCause(failure);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void fullDevice_isNoSpace() throws IOException {
    try (FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
      assertThatIOException()
          .isThrownBy(() -> Segments.write(full, 0, Native.of("x")))
          .satisfies(
              e -> assertThat(Failures.of("write", PATH, e)).isInstanceOf(NoSpaceException.class));
    }
  }

  @Test
  void interrupt_isAnInterruptedOperation() {
    assertThat(Failures.of("read", PATH, new ClosedByInterruptException()))
        .isInstanceOf(InterruptedOperationException.class);
  }

  @Test
  void everythingElse_isRefusedWithReasonAndAdvice() {
    requireRefused(new AccessDeniedException("x"), "permission denied", "Give this user");
    requireRefused(new NoSuchFileException("x"), "no such file or directory", "See whether");
    requireRefused(new FileAlreadyExistsException("x"), "something is there already", "Remove");
    requireRefused(
        new FileSystemException("x", null, "Read-only file system"),
        "Read-only file system",
        "Choose");
    requireRefused(
        new FileSystemException("x", null, "Too many open files"), "Too many open files", "Raise");
    requireRefused(new IOException("Input/output error"), "Input/output error", "Correct");
    requireRefused(new IOException((String) null), "IOException", "Correct");
  }

  private static void requireRefused(IOException failure, String reason, String next) {
    HolotreeException told = Failures.of("open", PATH, failure);
    assertThat(told).isInstanceOf(RefusedException.class).hasCause(failure);
    RefusedException refused = (RefusedException) told;
    assertThat(refused.operation()).isEqualTo("open");
    assertThat(refused.path()).isEqualTo(PATH.toString());
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.next()).startsWith(next).endsWith(".");
  }
}
