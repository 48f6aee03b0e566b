package holotree.fs.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import holotree.api.fs.Obstacle;
import holotree.api.fs.ShareOutcome;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The call `clonefile` of macOS 10.12 and later, and what its errors mean: its manual page, and
/// `sys/errno.h` for their numbers. Thread-safe.
final class Clonefile {

  private static final int NOFOLLOW = 0x1;
  private static final int NOOWNERCOPY = 0x2;

  private static final int ENOENT = 2;
  private static final int EINTR = 4;
  private static final int EEXIST = 17;
  private static final int EXDEV = 18;
  private static final int ENOTSUP = 45;

  private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERROR = CALL_STATE.varHandle(PathElement.groupElement("errno"));

  private final @Nullable MethodHandle call;

  /// Binds the call by `lookup`.
  @SuppressWarnings("restricted")
  Clonefile(SymbolLookup lookup) {
    MemorySegment address = lookup.find("clonefile").orElse(null);
    call =
        address == null
            ? null
            : Linker.nativeLinker()
                .downcallHandle(
                    address,
                    FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT),
                    Linker.Option.captureCallState("errno"));
  }

  private static final class OfThisSystem {
    static final Clonefile CALL = new Clonefile(Linker.nativeLinker().defaultLookup());
  }

  /// The call of the C library that this process runs with.
  static Clonefile ofThisSystem() {
    return OfThisSystem.CALL;
  }

  /// As [holotree.api.fs.FileCloner#cloneFile].
  ShareOutcome.@Nullable NotApplicable make(Path clone, Path source) {
    if (call == null) {
      return notPossible("this system has no clonefile");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CALL_STATE);
      MemorySegment from = arena.allocateFrom(source.toString());
      MemorySegment to = arena.allocateFrom(clone.toString());
      int error;
      do {
        int result = (int) call.invokeExact(state, from, to, NOFOLLOW | NOOWNERCOPY);
        error = result == 0 ? 0 : (int) ERROR.get(state, 0L);
      } while (error == EINTR);
      return error == 0 ? null : obstacle(error);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a call of the system throws nothing", e);
    }
  }

  private static ShareOutcome.NotApplicable obstacle(int error) {
    return switch (error) {
      case EEXIST -> new ShareOutcome.NotApplicable(Obstacle.NAME_TAKEN, "file exists (EEXIST)");
      case ENOENT ->
          new ShareOutcome.NotApplicable(
              Obstacle.SOURCE_GONE, "no such file or directory (ENOENT)");
      case EXDEV -> notPossible("the two places are on different file systems (EXDEV)");
      case ENOTSUP -> notPossible("the file system has no clones (ENOTSUP)");
      default -> notPossible("clonefile fails with error " + error + " of macOS");
    };
  }

  private static ShareOutcome.NotApplicable notPossible(String reason) {
    return new ShareOutcome.NotApplicable(Obstacle.NOT_POSSIBLE, reason);
  }
}
