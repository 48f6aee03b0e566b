package holotree.fs.windows;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_CHAR;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import holotree.fs.windows.Structures.DuplicateExtents;
import holotree.fs.windows.Structures.FsSize;
import holotree.fs.windows.Structures.IoStatusBlock;
import holotree.fs.windows.Structures.ObjectAttributes;
import holotree.fs.windows.Structures.Overlapped;
import holotree.fs.windows.Structures.ReparseDataBuffer;
import holotree.fs.windows.Structures.UnicodeString;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/// Windows itself, by `java.lang.foreign`. Nothing is decided here but which of two calls an older Windows, or
/// a file system with less to it, has. Thread-safe.
final class NativeKernel implements Kernel {

  private static final String LITERAL = "\\\\?\\";
  private static final String NETWORK = LITERAL + "UNC\\";
  private static final String KERNEL_LITERAL = "\\??\\";

  private static final int SYNCHRONIZE = 0x10_0000;
  private static final int OBJ_CASE_INSENSITIVE = 0x40;
  private static final int FILE_SYNCHRONOUS_IO_NONALERT = 0x20;
  private static final int FILE_OPEN_FOR_BACKUP_INTENT = 0x4000;
  private static final int FILE_OPEN_REPARSE_POINT = 0x20_0000;
  private static final int OPTIONS =
      FILE_SYNCHRONOUS_IO_NONALERT | FILE_OPEN_FOR_BACKUP_INTENT | FILE_OPEN_REPARSE_POINT;

  private static final int FILE_FS_SIZE_INFORMATION = 3;
  private static final int FSCTL_GET_REPARSE_POINT = 0x9_00A8;
  private static final int FSCTL_DUPLICATE_EXTENTS_TO_FILE = 0x9_8344;
  private static final int SYMBOLIC_LINK_FLAG_DIRECTORY = 1;
  private static final int SYMBOLIC_LINK_FLAG_ALLOW_UNPRIVILEGED_CREATE = 2;
  private static final int LOCKFILE_FAIL_IMMEDIATELY = 1;
  private static final int LOCKFILE_EXCLUSIVE_LOCK = 2;

  // Far behind all bytes that a file has: whoever reads or writes those does not notice.
  private static final long LOCKED_BYTE = 1L << 62;

  // Stands for the end of the file, in WriteFile.
  private static final long AT_END = -1;

  private static final int LONGEST_NAME = 32_767;
  private static final int LONGEST_TYPE = 261;

  @Override
  public String fullName(Path path) {
    String name = path.toString();
    if (name.startsWith(LITERAL)) {
      return name;
    }
    return name.startsWith("\\\\") ? NETWORK + name.substring(2) : LITERAL + name;
  }

  @Override
  public Path path(String fullName) {
    if (fullName.startsWith(NETWORK)) {
      return Path.of("\\\\" + fullName.substring(NETWORK.length()));
    }
    return Path.of(fullName.startsWith(LITERAL) ? fullName.substring(LITERAL.length()) : fullName);
  }

  @Override
  public long open(long directory, String name, Opening how) throws WindowsError {
    String text = directory == 0 ? kernelName(name) : name;
    if (text.length() > LONGEST_NAME) {
      throw SystemError.ERROR_FILENAME_EXCED_RANGE.asError();
    }
    try (NativeCall call = new NativeCall()) {
      MemorySegment string = call.structure(UnicodeString.SIZE);
      string.set(JAVA_SHORT, UnicodeString.LENGTH, (short) (2 * text.length()));
      string.set(JAVA_SHORT, UnicodeString.MAXIMUM_LENGTH, (short) (2 * text.length()));
      string.set(ADDRESS, UnicodeString.BUFFER, call.wide(text));
      MemorySegment object = call.structure(ObjectAttributes.SIZE);
      object.set(JAVA_INT, ObjectAttributes.LENGTH, ObjectAttributes.SIZE);
      object.set(JAVA_LONG, ObjectAttributes.ROOT_DIRECTORY, directory);
      object.set(ADDRESS, ObjectAttributes.OBJECT_NAME, string);
      object.set(JAVA_INT, ObjectAttributes.ATTRIBUTES, OBJ_CASE_INSENSITIVE);
      MemorySegment handle = call.structure(JAVA_LONG.byteSize());
      NtStatus.require(
          call,
          Ntdll.createFile(
              call,
              handle,
              how.access() | SYNCHRONIZE,
              object,
              call.structure(IoStatusBlock.SIZE),
              Win32.ATTRIBUTE_NORMAL,
              how.share(),
              how.disposition(),
              how.options() | OPTIONS));
      return handle.get(JAVA_LONG, 0);
    }
  }

  @Override
  public void close(long handle) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      call.require(Kernel32.closeHandle(call, handle));
    }
  }

  @Override
  public FileFacts facts(long handle) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      return NativeFacts.of(call, handle);
    }
  }

  @Override
  public void setFacts(long handle, long modified, int attributes) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      NativeFacts.set(call, handle, modified, attributes);
    }
  }

  @Override
  public List<String> list(long directory, boolean first) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      return NativeFacts.names(call, directory, first);
    }
  }

  @Override
  public int read(long handle, long offset, MemorySegment into) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      MemorySegment count = call.structure(JAVA_INT.byteSize());
      int done =
          Kernel32.readFile(call, handle, into, length(into), count, overlapped(call, offset));
      if (done == 0) {
        WindowsError error = call.lastError();
        if (error.isAny(Win32.ERROR_HANDLE_EOF)) {
          return 0;
        }
        throw error;
      }
      return count.get(JAVA_INT, 0);
    }
  }

  @Override
  public int write(long handle, long offset, MemorySegment from) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      MemorySegment count = call.structure(JAVA_INT.byteSize());
      call.require(
          Kernel32.writeFile(call, handle, from, length(from), count, overlapped(call, offset)));
      return count.get(JAVA_INT, 0);
    }
  }

  @Override
  public int append(long handle, MemorySegment from) throws WindowsError {
    return write(handle, AT_END, from);
  }

  @Override
  public void setSize(long handle, long size) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      NativeFacts.setSize(call, handle, size);
    }
  }

  @Override
  public void flush(long handle) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      call.require(Kernel32.flushFileBuffers(call, handle));
    }
  }

  @Override
  public void rename(long handle, long directory, String name, boolean replace)
      throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      NativeNames.rename(
          call, handle, directory, directory == 0 ? kernelName(name) : name, replace);
    }
  }

  @Override
  public void link(long handle, long directory, String name) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      NativeNames.link(call, handle, directory, directory == 0 ? kernelName(name) : name);
    }
  }

  @Override
  public void delete(long handle) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      if (!NativeNames.deleteAtOnce(call, handle)) {
        NativeNames.deleteInTheEnd(call, handle);
      }
    }
  }

  @Override
  public void share(long source, long target, long offset, long length) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      MemorySegment data = call.structure(DuplicateExtents.SIZE);
      data.set(JAVA_LONG, DuplicateExtents.FILE_HANDLE, source);
      data.set(JAVA_LONG, DuplicateExtents.SOURCE_FILE_OFFSET, offset);
      data.set(JAVA_LONG, DuplicateExtents.TARGET_FILE_OFFSET, offset);
      data.set(JAVA_LONG, DuplicateExtents.BYTE_COUNT, length);
      call.require(
          Kernel32.deviceIoControl(
              call,
              target,
              FSCTL_DUPLICATE_EXTENTS_TO_FILE,
              data,
              DuplicateExtents.SIZE,
              MemorySegment.NULL,
              0,
              call.structure(JAVA_INT.byteSize()),
              MemorySegment.NULL));
    }
  }

  @Override
  public void makeSymlink(String fullName, String target, boolean toDirectory) throws WindowsError {
    int kind = toDirectory ? SYMBOLIC_LINK_FLAG_DIRECTORY : 0;
    try {
      makeSymlink(fullName, target, kind | SYMBOLIC_LINK_FLAG_ALLOW_UNPRIVILEGED_CREATE);
    } catch (WindowsError error) {
      // Before Windows 10, version 1703.
      if (!error.isAny(Win32.ERROR_INVALID_PARAMETER)) {
        throw error;
      }
      makeSymlink(fullName, target, kind);
    }
  }

  private static void makeSymlink(String fullName, String target, int flags) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      call.require(
          Kernel32.createSymbolicLink(call, call.wide(fullName), call.wide(target), flags));
    }
  }

  @Override
  public String readLink(long handle) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      MemorySegment buffer = call.structure(ReparseDataBuffer.LARGEST);
      call.require(
          Kernel32.deviceIoControl(
              call,
              handle,
              FSCTL_GET_REPARSE_POINT,
              MemorySegment.NULL,
              0,
              buffer,
              ReparseDataBuffer.LARGEST,
              call.structure(JAVA_INT.byteSize()),
              MemorySegment.NULL));
      return ReparseData.target(buffer);
    }
  }

  @Override
  public boolean tryLock(long handle, boolean exclusive) throws WindowsError {
    int flags = LOCKFILE_FAIL_IMMEDIATELY | (exclusive ? LOCKFILE_EXCLUSIVE_LOCK : 0);
    try (NativeCall call = new NativeCall()) {
      if (Kernel32.lockFile(call, handle, flags, 0, 1, 0, overlapped(call, LOCKED_BYTE)) != 0) {
        return true;
      }
      WindowsError error = call.lastError();
      if (error.isAny(Win32.ERROR_LOCK_VIOLATION)) {
        return false;
      }
      throw error;
    }
  }

  @Override
  public void unlock(long handle) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      call.require(Kernel32.unlockFile(call, handle, 0, 1, 0, overlapped(call, LOCKED_BYTE)));
    }
  }

  @Override
  public Volume volume(long handle) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      MemorySegment maxName = call.structure(JAVA_INT.byteSize());
      MemorySegment flags = call.structure(JAVA_INT.byteSize());
      MemorySegment type = call.structure(2L * LONGEST_TYPE);
      call.require(
          Kernel32.getVolumeInformation(
              call,
              handle,
              MemorySegment.NULL,
              0,
              MemorySegment.NULL,
              maxName,
              flags,
              type,
              LONGEST_TYPE));
      MemorySegment size = call.structure(FsSize.SIZE);
      NtStatus.require(
          call,
          Ntdll.queryVolumeInformationFile(
              call, handle, call.structure(IoStatusBlock.SIZE), size, FILE_FS_SIZE_INFORMATION));
      return new Volume(
          text(type, LONGEST_TYPE),
          flags.get(JAVA_INT, 0),
          maxName.get(JAVA_INT, 0),
          size.get(JAVA_INT, FsSize.SECTORS_PER_ALLOCATION_UNIT)
              * size.get(JAVA_INT, FsSize.BYTES_PER_SECTOR));
    }
  }

  @Override
  public Space space(String fullName) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      MemorySegment available = call.structure(JAVA_LONG.byteSize());
      call.require(
          Kernel32.getDiskFreeSpace(
              call,
              call.wide(FullName.child(fullName, "")),
              available,
              MemorySegment.NULL,
              MemorySegment.NULL));
      return new Space(available.get(JAVA_LONG, 0));
    }
  }

  @Override
  public String finalName(long handle) throws WindowsError {
    try (NativeCall call = new NativeCall()) {
      MemorySegment name = call.structure(2L * LONGEST_NAME + 2);
      int length = Kernel32.getFinalPathName(call, handle, name, LONGEST_NAME, 0);
      call.require(length);
      return text(name, Math.min(length, LONGEST_NAME));
    }
  }

  @Override
  public String bootId() {
    try (NativeCall call = new NativeCall()) {
      MemorySegment value = call.structure(JAVA_INT.byteSize());
      MemorySegment length = call.structure(JAVA_INT.byteSize());
      length.set(JAVA_INT, 0, (int) JAVA_INT.byteSize());
      int error =
          Advapi32.regGetValue(
              call,
              Advapi32.LOCAL_MACHINE,
              call.wide(
                  "SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management"
                      + "\\PrefetchParameters"),
              call.wide("BootId"),
              Advapi32.RRF_RT_REG_DWORD,
              value,
              length);
      return error == 0 ? Integer.toUnsignedString(value.get(JAVA_INT, 0)) : "";
    }
  }

  private static String kernelName(String fullName) {
    return KERNEL_LITERAL + fullName.substring(LITERAL.length());
  }

  private static int length(MemorySegment segment) {
    return (int) Math.min(segment.byteSize(), Integer.MAX_VALUE);
  }

  private static MemorySegment overlapped(NativeCall call, long offset) {
    MemorySegment overlapped = call.structure(Overlapped.SIZE);
    overlapped.set(JAVA_INT, Overlapped.OFFSET, (int) offset);
    overlapped.set(JAVA_INT, Overlapped.OFFSET_HIGH, (int) (offset >> Integer.SIZE));
    return overlapped;
  }

  // Up to the first zero.
  private static String text(MemorySegment wide, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < most; i++) {
      char c = wide.getAtIndex(JAVA_CHAR, i);
      if (c == 0) {
        break;
      }
      text.append(c);
    }
    return text.toString();
  }
}
