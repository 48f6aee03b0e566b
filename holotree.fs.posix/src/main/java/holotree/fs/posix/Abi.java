package holotree.fs.posix;

/// What differs between the kernel's ABIs: system call numbers and two open flags.
///
/// Sources: `arch/x86/entry/syscalls/syscall_64.tbl`, `scripts/syscall.tbl` (used by aarch64) and
/// the `fcntl.h` of each architecture, in the kernel's tree.
final class Abi {

  private static final String ARCHITECTURE = System.getProperty("os.arch", "");
  private static final boolean X86_64 =
      ARCHITECTURE.equals("amd64") || ARCHITECTURE.equals("x86_64");
  private static final boolean AARCH64 = ARCHITECTURE.equals("aarch64");

  static final long WRITE = choose(1, 64);
  static final long CLOSE = choose(3, 57);
  static final long LSEEK = choose(8, 62);
  static final long MMAP = choose(9, 222);
  static final long MUNMAP = choose(11, 215);
  static final long RT_SIGACTION = choose(13, 134);
  static final long RT_SIGPROCMASK = choose(14, 135);
  static final long IOCTL = choose(16, 29);
  static final long PREAD64 = choose(17, 67);
  static final long PWRITE64 = choose(18, 68);
  static final long EXECVE = choose(59, 221);
  static final long FCNTL = choose(72, 25);
  static final long FSYNC = choose(74, 82);
  static final long FCHMOD = choose(91, 52);
  static final long GETEUID = choose(107, 175);
  static final long FCHMODAT = choose(268, 53);
  static final long STATFS = choose(137, 43);
  static final long FSTATFS = choose(138, 44);
  static final long FSETXATTR = choose(190, 7);
  static final long FGETXATTR = choose(193, 10);
  static final long GETDENTS64 = choose(217, 61);
  static final long FADVISE64 = choose(221, 223);
  static final long OPENAT = choose(257, 56);
  static final long MKDIRAT = choose(258, 34);
  static final long UNLINKAT = choose(263, 35);
  static final long LINKAT = choose(265, 37);
  static final long SYMLINKAT = choose(266, 36);
  static final long READLINKAT = choose(267, 78);
  static final long SYNC_FILE_RANGE = choose(277, 84);
  static final long UTIMENSAT = choose(280, 88);
  static final long PRLIMIT64 = choose(302, 261);
  static final long SYNCFS = choose(306, 267);
  static final long RENAMEAT2 = choose(316, 276);
  static final long GETRANDOM = choose(318, 278);
  static final long STATX = choose(332, 291);
  static final long OPENAT2 = choose(437, 437);

  static final int O_DIRECTORY = choose(0x10000, 0x4000);
  static final int O_NOFOLLOW = choose(0x20000, 0x8000);

  private Abi() {}

  /// Whether the numbers of this machine are known.
  static boolean isKnown() {
    return X86_64 || AARCH64;
  }

  private static int choose(int x86, int arm) {
    return X86_64 ? x86 : arm;
  }
}
