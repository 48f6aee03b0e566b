package holotree.fs.windows;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// A library of Windows, whose functions are bound here and nowhere else. Each function takes, before its own
/// arguments, the memory that its error number is left in ([#CALL_STATE]).
final class NativeLibrary {

  /// What a call leaves behind: the error number of this thread (`GetLastError`), as the first of it.
  static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();

  private final SymbolLookup functions;

  /// @param name as the loader knows it, such as `kernel32`
  @SuppressWarnings("restricted")
  NativeLibrary(String name) {
    functions = SymbolLookup.libraryLookup(name, Arena.global());
  }

  /// Binds a function.
  @SuppressWarnings("restricted")
  MethodHandle function(String name, FunctionDescriptor shape) {
    return Linker.nativeLinker()
        .downcallHandle(
            functions.findOrThrow(name), shape, Linker.Option.captureCallState("GetLastError"));
  }

  /// The error for what no function throws.
  static RuntimeException unexpected(Throwable thrown) {
    if (thrown instanceof RuntimeException mistake) {
      return mistake;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    throw new LinkageError("call of Windows", thrown);
  }
}
