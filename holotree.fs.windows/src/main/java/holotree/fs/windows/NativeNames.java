package holotree.fs.windows;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import holotree.fs.windows.Structures.IoStatusBlock;
import holotree.fs.windows.Structures.NewName;
import java.lang.foreign.MemorySegment;

/// What changes names: `NtSetInformationFile` ("Windows Driver Kit, ntifs.h").
final class NativeNames {

  private static final int RENAME_INFORMATION = 10;
  private static final int LINK_INFORMATION = 11;
  private static final int DISPOSITION_INFORMATION = 13;
  private static final int DISPOSITION_INFORMATION_EX = 64;
  private static final int RENAME_INFORMATION_EX = 65;

  private static final int RENAME_REPLACE_IF_EXISTS = 0x1;
  private static final int RENAME_POSIX_SEMANTICS = 0x2;
  private static final int RENAME_IGNORE_READONLY_ATTRIBUTE = 0x40;

  private static final int DISPOSITION_DELETE = 0x1;
  private static final int DISPOSITION_POSIX_SEMANTICS = 0x2;
  private static final int DISPOSITION_IGNORE_READONLY_ATTRIBUTE = 0x10;

  private NativeNames() {}

  /// @param name single, or with `\??\` for the directory 0
  static void rename(NativeCall call, long file, long directory, String name, boolean replace)
      throws WindowsError {
    int replacing = replace ? RENAME_REPLACE_IF_EXISTS : 0;
    int flags = replacing | RENAME_POSIX_SEMANTICS | RENAME_IGNORE_READONLY_ATTRIBUTE;
    int status = set(call, file, newName(call, directory, name, flags), RENAME_INFORMATION_EX);
    if (NtStatus.isUnknown(status)) {
      // Before Windows 10, version 1809, and on other file systems than NTFS: the flag is a BOOLEAN
      // there.
      status = set(call, file, newName(call, directory, name, replacing), RENAME_INFORMATION);
    }
    NtStatus.require(call, status);
  }

  /// @param name single, or with `\??\` for the directory 0
  static void link(NativeCall call, long file, long directory, String name) throws WindowsError {
    NtStatus.require(call, set(call, file, newName(call, directory, name, 0), LINK_INFORMATION));
  }

  /// Has the name go when this handle is closed, whoever else has the file open.
  ///
  /// @return false if the file system cannot do that
  static boolean deleteAtOnce(NativeCall call, long file) throws WindowsError {
    MemorySegment disposition = call.structure(JAVA_INT.byteSize());
    disposition.set(
        JAVA_INT,
        0,
        DISPOSITION_DELETE | DISPOSITION_POSIX_SEMANTICS | DISPOSITION_IGNORE_READONLY_ATTRIBUTE);
    int status = set(call, file, disposition, DISPOSITION_INFORMATION_EX);
    if (NtStatus.isUnknown(status)) {
      return false;
    }
    NtStatus.require(call, status);
    return true;
  }

  /// Has the name go when the last handle of the file is closed.
  static void deleteInTheEnd(NativeCall call, long file) throws WindowsError {
    MemorySegment disposition = call.structure(JAVA_BYTE.byteSize());
    disposition.set(JAVA_BYTE, 0, (byte) 1);
    NtStatus.require(call, set(call, file, disposition, DISPOSITION_INFORMATION));
  }

  private static int set(NativeCall call, long file, MemorySegment information, int kind) {
    return Ntdll.setInformationFile(
        call, file, call.structure(IoStatusBlock.SIZE), information, kind);
  }

  private static MemorySegment newName(NativeCall call, long directory, String name, int flags) {
    int bytes = 2 * name.length();
    MemorySegment information =
        call.structure(Math.max(NewName.SMALLEST, NewName.FILE_NAME + bytes));
    information.set(JAVA_INT, NewName.FLAGS, flags);
    information.set(JAVA_LONG, NewName.ROOT_DIRECTORY, directory);
    information.set(JAVA_INT, NewName.FILE_NAME_LENGTH, bytes);
    MemorySegment.copy(
        name.toCharArray(), 0, information, JAVA_CHAR_UNALIGNED, NewName.FILE_NAME, name.length());
    return information;
  }
}
