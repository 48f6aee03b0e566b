package holotree.fs.windows;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Functions of `kernel32.dll`, one method each, named and with the arguments of "Win32 API, fileapi.h,
/// winbase.h and ioapiset.h" of Microsoft's documentation. All return 0 when they fail, and what failed is in
/// [NativeCall#lastError]. Handles are `HANDLE` as numbers.
final class Kernel32 {

  private static final NativeLibrary LIBRARY = new NativeLibrary("kernel32");

  private static final MethodHandle CLOSE_HANDLE =
      LIBRARY.function("CloseHandle", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));

  private static final MethodHandle READ_FILE =
      LIBRARY.function(
          "ReadFile",
          FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));

  private static final MethodHandle WRITE_FILE =
      LIBRARY.function(
          "WriteFile",
          FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));

  private static final MethodHandle GET_FILE_INFORMATION =
      LIBRARY.function(
          "GetFileInformationByHandleEx",
          FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));

  private static final MethodHandle GET_OLD_FILE_INFORMATION =
      LIBRARY.function(
          "GetFileInformationByHandle", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS));

  private static final MethodHandle SET_FILE_INFORMATION =
      LIBRARY.function(
          "SetFileInformationByHandle",
          FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));

  private static final MethodHandle FLUSH_FILE_BUFFERS =
      LIBRARY.function("FlushFileBuffers", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));

  private static final MethodHandle DEVICE_IO_CONTROL =
      LIBRARY.function(
          "DeviceIoControl",
          FunctionDescriptor.of(
              JAVA_INT, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS,
              ADDRESS));

  private static final MethodHandle CREATE_SYMBOLIC_LINK =
      LIBRARY.function(
          "CreateSymbolicLinkW", FunctionDescriptor.of(JAVA_BYTE, ADDRESS, ADDRESS, JAVA_INT));

  private static final MethodHandle LOCK_FILE =
      LIBRARY.function(
          "LockFileEx",
          FunctionDescriptor.of(
              JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));

  private static final MethodHandle UNLOCK_FILE =
      LIBRARY.function(
          "UnlockFileEx",
          FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));

  private static final MethodHandle GET_VOLUME_INFORMATION =
      LIBRARY.function(
          "GetVolumeInformationByHandleW",
          FunctionDescriptor.of(
              JAVA_INT, JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS,
              JAVA_INT));

  private static final MethodHandle GET_DISK_FREE_SPACE =
      LIBRARY.function(
          "GetDiskFreeSpaceExW",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));

  private static final MethodHandle GET_FINAL_PATH_NAME =
      LIBRARY.function(
          "GetFinalPathNameByHandleW",
          FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT));

  private Kernel32() {}

  static int closeHandle(NativeCall call, long handle) {
    try {
      return (int) CLOSE_HANDLE.invokeExact(call.state(), handle);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  /// @param read where the number of bytes is put
  static int readFile(
      NativeCall call,
      long file,
      MemorySegment into,
      int length,
      MemorySegment read,
      MemorySegment overlapped) {
    try {
      return (int) READ_FILE.invokeExact(call.state(), file, into, length, read, overlapped);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  /// @param written where the number of bytes is put
  static int writeFile(
      NativeCall call,
      long file,
      MemorySegment from,
      int length,
      MemorySegment written,
      MemorySegment overlapped) {
    try {
      return (int) WRITE_FILE.invokeExact(call.state(), file, from, length, written, overlapped);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  static int getFileInformation(
      NativeCall call, long file, int kind, MemorySegment into, int length) {
    try {
      return (int) GET_FILE_INFORMATION.invokeExact(call.state(), file, kind, into, length);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  static int getOldFileInformation(NativeCall call, long file, MemorySegment into) {
    try {
      return (int) GET_OLD_FILE_INFORMATION.invokeExact(call.state(), file, into);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  static int setFileInformation(
      NativeCall call, long file, int kind, MemorySegment from, int length) {
    try {
      return (int) SET_FILE_INFORMATION.invokeExact(call.state(), file, kind, from, length);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  static int flushFileBuffers(NativeCall call, long file) {
    try {
      return (int) FLUSH_FILE_BUFFERS.invokeExact(call.state(), file);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  /// @param returned where the number of bytes is put
  static int deviceIoControl(
      NativeCall call,
      long file,
      int code,
      MemorySegment from,
      int fromLength,
      MemorySegment into,
      int intoLength,
      MemorySegment returned,
      MemorySegment overlapped) {
    try {
      return (int)
          DEVICE_IO_CONTROL.invokeExact(
              call.state(), file, code, from, fromLength, into, intoLength, returned, overlapped);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  static byte createSymbolicLink(
      NativeCall call, MemorySegment link, MemorySegment target, int flags) {
    try {
      return (byte) CREATE_SYMBOLIC_LINK.invokeExact(call.state(), link, target, flags);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  static int lockFile(
      NativeCall call,
      long file,
      int flags,
      int reserved,
      int lengthLow,
      int lengthHigh,
      MemorySegment overlapped) {
    try {
      return (int)
          LOCK_FILE.invokeExact(
              call.state(), file, flags, reserved, lengthLow, lengthHigh, overlapped);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  static int unlockFile(
      NativeCall call,
      long file,
      int reserved,
      int lengthLow,
      int lengthHigh,
      MemorySegment overlapped) {
    try {
      return (int)
          UNLOCK_FILE.invokeExact(call.state(), file, reserved, lengthLow, lengthHigh, overlapped);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  static int getVolumeInformation(
      NativeCall call,
      long file,
      MemorySegment label,
      int labelLength,
      MemorySegment serial,
      MemorySegment maxName,
      MemorySegment flags,
      MemorySegment type,
      int typeLength) {
    try {
      return (int)
          GET_VOLUME_INFORMATION.invokeExact(
              call.state(), file, label, labelLength, serial, maxName, flags, type, typeLength);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  static int getDiskFreeSpace(
      NativeCall call,
      MemorySegment directory,
      MemorySegment available,
      MemorySegment total,
      MemorySegment free) {
    try {
      return (int) GET_DISK_FREE_SPACE.invokeExact(call.state(), directory, available, total, free);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  /// The full name of an open file, put into `into`.
  ///
  /// @return its length, or what it needs
  static int getFinalPathName(
      NativeCall call, long file, MemorySegment into, int length, int flags) {
    try {
      return (int) GET_FINAL_PATH_NAME.invokeExact(call.state(), file, into, length, flags);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }
}
