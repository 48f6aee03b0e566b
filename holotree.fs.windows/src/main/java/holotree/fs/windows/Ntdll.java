package holotree.fs.windows;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Functions of `ntdll.dll`, one method each; all return an `NTSTATUS` but the last ("Windows Driver Kit,
/// ntifs.h"). Handles are `HANDLE` as numbers.
final class Ntdll {

  private static final NativeLibrary LIBRARY = new NativeLibrary("ntdll");

  private static final MethodHandle CREATE_FILE =
      LIBRARY.function(
          "NtCreateFile",
          FunctionDescriptor.of(
              JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT,
              JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle SET_INFORMATION_FILE =
      LIBRARY.function(
          "NtSetInformationFile",
          FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));
  private static final MethodHandle QUERY_VOLUME_INFORMATION_FILE =
      LIBRARY.function(
          "NtQueryVolumeInformationFile",
          FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));
  private static final MethodHandle STATUS_TO_ERROR =
      LIBRARY.function("RtlNtStatusToDosError", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private Ntdll() {}

  /// @param handle where the handle is put
  static int createFile(
      NativeCall call,
      MemorySegment handle,
      int access,
      MemorySegment objectAttributes,
      MemorySegment ioStatus,
      int attributes,
      int share,
      int disposition,
      int options) {
    try {
      return (int)
          CREATE_FILE.invokeExact(
              call.state(),
              handle,
              access,
              objectAttributes,
              ioStatus,
              MemorySegment.NULL,
              attributes,
              share,
              disposition,
              options,
              MemorySegment.NULL,
              0);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  static int setInformationFile(
      NativeCall call, long file, MemorySegment ioStatus, MemorySegment information, int kind) {
    try {
      return (int)
          SET_INFORMATION_FILE.invokeExact(
              call.state(), file, ioStatus, information, (int) information.byteSize(), kind);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  static int queryVolumeInformationFile(
      NativeCall call, long file, MemorySegment ioStatus, MemorySegment information, int kind) {
    try {
      return (int)
          QUERY_VOLUME_INFORMATION_FILE.invokeExact(
              call.state(), file, ioStatus, information, (int) information.byteSize(), kind);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  /// The Win32 number of an error that is an `NTSTATUS`.
  static int statusToError(NativeCall call, int status) {
    try {
      return (int) STATUS_TO_ERROR.invokeExact(call.state(), status);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }
}
