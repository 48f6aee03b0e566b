package holotree.fs.windows;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The function of `advapi32.dll` that reads the registry ("Win32 API, winreg.h").
final class Advapi32 {

  /// `HKEY_LOCAL_MACHINE`.
  static final long LOCAL_MACHINE = 0xFFFF_FFFF_8000_0002L;

  /// Asks for a `REG_DWORD` alone.
  static final int RRF_RT_REG_DWORD = 0x10;

  private static final MethodHandle REG_GET_VALUE =
      new NativeLibrary("advapi32")
          .function(
              "RegGetValueW",
              FunctionDescriptor.of(
                  JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS));

  private Advapi32() {}

  /// Reads a value.
  ///
  /// @param length bytes that `into` has; where the number of those that were put there is put
  /// @return 0, or the Win32 number of the error
  static int regGetValue(
      NativeCall call,
      long key,
      MemorySegment subkey,
      MemorySegment value,
      int flags,
      MemorySegment into,
      MemorySegment length) {
    try {
      return (int)
          REG_GET_VALUE.invokeExact(
              call.state(), key, subkey, value, flags, MemorySegment.NULL, into, length);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }
}
