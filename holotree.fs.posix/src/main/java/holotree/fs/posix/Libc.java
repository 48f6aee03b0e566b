package holotree.fs.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/// Every system call, one method each; those that change the process itself are in [ProcessCalls].
/// Thread-safe.
///
/// All go through the C library's `syscall` with one shape, because each further shape of a foreign
/// function costs a cold JVM tens of milliseconds. Each method returns what the kernel does: a
/// result, or an error number, negated. Interrupted calls are taken up again.
final class Libc {

  /// Stands for the working directory, where a path is absolute anyway.
  static final int AT_FDCWD = -100;

  static final int AT_SYMLINK_NOFOLLOW = 0x100;
  static final int AT_REMOVEDIR = 0x200;
  static final int AT_SYMLINK_FOLLOW = 0x400;
  static final int AT_EMPTY_PATH = 0x1000;
  static final int RENAME_NOREPLACE = 1;
  static final short F_RDLCK = 0;
  static final short F_WRLCK = 1;

  /// What a call leaves behind: its error number.
  static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();

  private static final int F_DUPFD = 0;
  private static final int F_GETFD = 1;
  private static final int F_SETFD = 2;
  private static final int FD_CLOEXEC = 1;
  private static final int F_OFD_SETLK = 37;
  private static final int CS_GNU_LIBC_VERSION = 2;
  static final int RLIMIT_NOFILE = 7;
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int POSIX_FADV_WILLNEED = 3;
  private static final int SYNC_FILE_RANGE_WRITE = 2;
  private static final int PROT_READ = 1;
  private static final int MAP_SHARED = 1;
  private static final int FICLONE = 0x40049409;
  private static final int UTIME_NOW = (1 << 30) - 1;
  private static final long UTIME_OMIT = (1 << 30) - 2;
  private static final long RESOLVE_NO_SYMLINKS_BENEATH = 0x4 | 0x8;
  private static final int OPEN_HOW_BYTES = 24;

  private static final MethodHandle SYSCALL = bind("syscall");

  private Libc() {}

  static int openat(int directory, byte[] name, int flags, int mode) {
    Scratch scratch = Scratch.current();
    return (int) call(scratch, Abi.OPENAT, directory, scratch.first(name), flags, mode);
  }

  /// Opens a path beneath `directory`, no symbolic link followed on the way.
  static int openat2(int directory, byte[] path, int flags, int mode) {
    Scratch scratch = Scratch.current();
    MemorySegment how = scratch.struct();
    how.set(JAVA_LONG, 0, flags);
    how.set(JAVA_LONG, 8, mode);
    how.set(JAVA_LONG, 16, RESOLVE_NO_SYMLINKS_BENEATH);
    return (int)
        call(scratch, Abi.OPENAT2, directory, scratch.first(path), how.address(), OPEN_HOW_BYTES);
  }

  static int close(int file) {
    int result = (int) once(Scratch.current(), Abi.CLOSE, file, 0, 0, 0, 0, 0);
    // Linux has closed the file even so; asking again might close what another thread just opened.
    return Errno.EINTR.is(result) ? 0 : result;
  }

  static long write(int file, long from, long length) {
    return call(Scratch.current(), Abi.WRITE, file, from, length, 0);
  }

  static long pwrite64(int file, long from, long length, long offset) {
    return call(Scratch.current(), Abi.PWRITE64, file, from, length, offset);
  }

  static long pread64(int file, long into, long length, long offset) {
    return call(Scratch.current(), Abi.PREAD64, file, into, length, offset);
  }

  /// Goes back to the first entry of a directory.
  static int rewind(int directory) {
    return (int) call(Scratch.current(), Abi.LSEEK, directory, 0, 0, 0);
  }

  static int getdents64(int directory, long into, int length) {
    return (int) call(Scratch.current(), Abi.GETDENTS64, directory, into, length, 0);
  }

  static int mkdirat(int directory, byte[] name, int mode) {
    Scratch scratch = Scratch.current();
    return (int) call(scratch, Abi.MKDIRAT, directory, scratch.first(name), mode, 0);
  }

  static int unlinkat(int directory, byte[] name, int flags) {
    Scratch scratch = Scratch.current();
    return (int) call(scratch, Abi.UNLINKAT, directory, scratch.first(name), flags, 0);
  }

  static int symlinkat(byte[] target, int directory, byte[] name) {
    Scratch scratch = Scratch.current();
    return (int)
        call(scratch, Abi.SYMLINKAT, scratch.first(target), directory, scratch.second(name), 0);
  }

  /// Reads a link into [Scratch#result].
  static int readlinkat(int directory, byte[] name) {
    Scratch scratch = Scratch.current();
    MemorySegment into = scratch.result();
    return (int)
        call(
            scratch,
            Abi.READLINKAT,
            directory,
            scratch.first(name),
            into.address(),
            into.byteSize());
  }

  static int linkat(int fromDirectory, byte[] from, int toDirectory, byte[] to, int flags) {
    Scratch scratch = Scratch.current();
    long first = scratch.first(from);
    long second = scratch.second(to);
    return (int) recall(scratch, Abi.LINKAT, fromDirectory, first, toDirectory, second, flags, 0);
  }

  /// Has an empty file share all bytes of another.
  static int ficlone(int file, int source) {
    return (int) call(Scratch.current(), Abi.IOCTL, file, FICLONE, source, 0);
  }

  static int renameat2(int fromDirectory, byte[] from, int toDirectory, byte[] to, int flags) {
    Scratch scratch = Scratch.current();
    long first = scratch.first(from);
    long second = scratch.second(to);
    return (int)
        recall(scratch, Abi.RENAMEAT2, fromDirectory, first, toDirectory, second, flags, 0);
  }

  /// Sets the modification time of an open file; the access time stays.
  static int futimens(int file, long seconds, int nanos) {
    Scratch scratch = Scratch.current();
    long times = times(scratch, seconds, nanos);
    return (int) call(scratch, Abi.UTIMENSAT, file, 0, times, 0);
  }

  /// Sets the modification time of an open file to now; the access time stays.
  static int touch(int file) {
    return futimens(file, 0, UTIME_NOW);
  }

  /// Sets the modification time of a name, itself and not what it may link to; the access time
  /// stays.
  static int utimensat(int directory, byte[] name, long seconds, int nanos) {
    Scratch scratch = Scratch.current();
    long times = times(scratch, seconds, nanos);
    return (int)
        call(scratch, Abi.UTIMENSAT, directory, scratch.first(name), times, AT_SYMLINK_NOFOLLOW);
  }

  /// Sets the modification time of what an absolute path leads to; the access time stays.
  static int utimensat(byte[] path, long seconds, int nanos) {
    Scratch scratch = Scratch.current();
    long times = times(scratch, seconds, nanos);
    return (int) call(scratch, Abi.UTIMENSAT, AT_FDCWD, scratch.first(path), times, 0);
  }

  /// Sets the mode of what an absolute path leads to.
  static int fchmodat(byte[] path, int mode) {
    Scratch scratch = Scratch.current();
    return (int) call(scratch, Abi.FCHMODAT, AT_FDCWD, scratch.first(path), mode, 0);
  }

  static int fchmod(int file, int mode) {
    return (int) call(Scratch.current(), Abi.FCHMOD, file, mode, 0, 0);
  }

  /// Asks what stands under a name, into [Scratch#struct].
  static int statx(int directory, byte[] name, int flags) {
    Scratch scratch = Scratch.current();
    long first = scratch.first(name);
    long into = scratch.struct().address();
    return (int) recall(scratch, Abi.STATX, directory, first, flags, STATX_BASIC_STATS, into, 0);
  }

  /// Asks about the file system of a path, into [Scratch#struct].
  static int statfs(byte[] path) {
    Scratch scratch = Scratch.current();
    return (int) call(scratch, Abi.STATFS, scratch.first(path), scratch.struct().address(), 0, 0);
  }

  /// Asks about the file system of an open file, into [Scratch#struct].
  static int fstatfs(int file) {
    Scratch scratch = Scratch.current();
    return (int) call(scratch, Abi.FSTATFS, file, scratch.struct().address(), 0, 0);
  }

  /// Has the kernel begin to write a range to the disk, and does not wait for it.
  static int startWriting(int file, long offset, long length) {
    return (int)
        call(Scratch.current(), Abi.SYNC_FILE_RANGE, file, offset, length, SYNC_FILE_RANGE_WRITE);
  }

  static int fsync(int file) {
    return (int) call(Scratch.current(), Abi.FSYNC, file, 0, 0, 0);
  }

  /// Brings to the disk what waits on the file system of an open file.
  static int syncfs(int file) {
    return (int) call(Scratch.current(), Abi.SYNCFS, file, 0, 0, 0);
  }

  static int fsetxattr(int file, byte[] name, byte[] value) {
    Scratch scratch = Scratch.current();
    long first = scratch.first(name);
    long second = scratch.second(value);
    return (int) recall(scratch, Abi.FSETXATTR, file, first, second, value.length, 0, 0);
  }

  /// Reads an attribute into [Scratch#result].
  static int fgetxattr(int file, byte[] name) {
    Scratch scratch = Scratch.current();
    MemorySegment into = scratch.result();
    return (int)
        call(scratch, Abi.FGETXATTR, file, scratch.first(name), into.address(), into.byteSize());
  }

  /// Takes a lock on a whole file for this opening of it (an OFD lock), without waiting.
  static int lock(int file, short type) {
    Scratch scratch = Scratch.current();
    MemorySegment flock = scratch.struct();
    flock.asSlice(0, 32).fill((byte) 0);
    flock.set(JAVA_SHORT, 0, type);
    return (int) call(scratch, Abi.FCNTL, file, F_OFD_SETLK, flock.address(), 0);
  }

  /// Makes another descriptor of an open file, one that stays open on exec.
  ///
  /// @param atLeast the smallest number that it may get
  static int duplicate(int file, int atLeast) {
    return (int) call(Scratch.current(), Abi.FCNTL, file, F_DUPFD, atLeast, 0);
  }

  /// Whether an open file is closed on exec.
  ///
  /// @return 0 or 1, or an error
  static int closesOnExec(int file) {
    return (int) call(Scratch.current(), Abi.FCNTL, file, F_GETFD, 0, 0);
  }

  static int closeOnExec(int file, boolean closes) {
    return (int) call(Scratch.current(), Abi.FCNTL, file, F_SETFD, closes ? FD_CLOEXEC : 0, 0);
  }

  /// The version of the GNU C library, such as `glibc 2.36`; empty if it is another one.
  static String gnuVersion() {
    Scratch scratch = Scratch.current();
    MemorySegment into = scratch.result();
    into.set(JAVA_BYTE, 0, (byte) 0);
    long length =
        once(
            Confstr.HANDLE,
            scratch,
            CS_GNU_LIBC_VERSION,
            into.address(),
            into.byteSize(),
            0,
            0,
            0,
            0);
    return length <= 1 ? "" : into.getString(0, StandardCharsets.US_ASCII);
  }

  /// Maps a range for reading.
  static long mmap(int file, long offset, long length) {
    return recall(Scratch.current(), Abi.MMAP, 0, length, PROT_READ, MAP_SHARED, file, offset);
  }

  static int munmap(long address, long length) {
    return (int) call(Scratch.current(), Abi.MUNMAP, address, length, 0, 0);
  }

  /// Says that a range will be read soon.
  static int willNeed(int file, long offset, long length) {
    return (int) call(Scratch.current(), Abi.FADVISE64, file, offset, length, POSIX_FADV_WILLNEED);
  }

  /// Fills `into`, at most 256 bytes, with random bytes.
  static int getrandom(MemorySegment into) {
    return (int) call(Scratch.current(), Abi.GETRANDOM, into.address(), into.byteSize(), 0, 0);
  }

  /// The id of the user that this process acts as.
  static long geteuid() {
    return call(Scratch.current(), Abi.GETEUID, 0, 0, 0, 0);
  }

  /// How many files this process may have open.
  static long openFileLimit() {
    Scratch scratch = Scratch.current();
    MemorySegment limit = scratch.struct();
    long result = call(scratch, Abi.PRLIMIT64, 0, RLIMIT_NOFILE, 0, limit.address());
    return result < 0 ? result : limit.get(JAVA_LONG, 0);
  }

  private static long times(Scratch scratch, long seconds, int nanos) {
    MemorySegment pair = scratch.struct();
    pair.set(JAVA_LONG, 0, 0);
    pair.set(JAVA_LONG, 8, UTIME_OMIT);
    pair.set(JAVA_LONG, 16, seconds);
    pair.set(JAVA_LONG, 24, nanos);
    return pair.address();
  }

  static long call(Scratch scratch, long number, long a, long b, long c, long d) {
    return recall(scratch, number, a, b, c, d, 0, 0);
  }

  private static long recall(
      Scratch scratch, long number, long a, long b, long c, long d, long e, long f) {
    long result;
    do {
      result = once(scratch, number, a, b, c, d, e, f);
    } while (Errno.EINTR.is(result));
    return result;
  }

  private static long once(
      Scratch scratch, long number, long a, long b, long c, long d, long e, long f) {
    return once(SYSCALL, scratch, number, a, b, c, d, e, f);
  }

  private static long once(
      MethodHandle function,
      Scratch scratch,
      long number,
      long a,
      long b,
      long c,
      long d,
      long e,
      long f) {
    try {
      long result = (long) function.invokeExact(scratch.callState(), number, a, b, c, d, e, f);
      return result == -1 ? -scratch.errno() : result;
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable undeclared) {
      throw new LinkageError("system call " + number, undeclared);
    }
  }

  // Declared variadic in C, bound as if it were not: both ABIs pass integers the same way.
  @SuppressWarnings("restricted")
  private static MethodHandle bind(String function) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(function),
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        Linker.Option.captureCallState("errno"));
  }

  // Has three arguments; called with the one shape that is there, since a C function leaves further
  // ones
  // alone and a shape of its own would cost as much as all the rest of a short command.
  private static final class Confstr {
    static final MethodHandle HANDLE = bind("confstr");
  }
}
