package holotree.bench.sidebyside;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How often each system call was made, as `strace -f -c` counts them.
record SystemCalls(Map<String, Long> byName) {

  private static final Set<String> FILES =
      Set.of(
          "open",
          "openat",
          "openat2",
          "creat",
          "close",
          "read",
          "pread64",
          "readv",
          "preadv",
          "write",
          "pwrite64",
          "writev",
          "pwritev",
          "stat",
          "lstat",
          "fstat",
          "newfstatat",
          "statx",
          "access",
          "faccessat",
          "faccessat2",
          "chmod",
          "fchmod",
          "fchmodat",
          "fchmodat2",
          "chown",
          "fchown",
          "lchown",
          "fchownat",
          "utimensat",
          "link",
          "linkat",
          "symlink",
          "symlinkat",
          "readlink",
          "readlinkat",
          "unlink",
          "unlinkat",
          "rename",
          "renameat",
          "renameat2",
          "mkdir",
          "mkdirat",
          "rmdir",
          "getdents64",
          "ioctl",
          "lseek",
          "fallocate",
          "ftruncate",
          "copy_file_range",
          "sendfile",
          "fadvise64",
          "readahead",
          "fsync",
          "fdatasync",
          "syncfs",
          "setxattr",
          "fsetxattr",
          "getxattr",
          "fgetxattr",
          "lgetxattr",
          "listxattr",
          "flistxattr",
          "llistxattr",
          "fcntl",
          "flock");

  SystemCalls {
    byName = Map.copyOf(byName);
  }

  /// Reads the table that strace wrote.
  ///
  /// @throws BenchException if there is no line in it that counts a call
  static SystemCalls parse(String report) {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : report.lines().toList()) {
      // % time, seconds, microseconds a call, calls, errors (or nothing), name
      String[] fields = line.strip().split("\\s+", -1);
      boolean counted = fields.length >= 5 && fields[0].matches("[\\d.]+");
      if (counted && !fields[fields.length - 1].equals("total")) {
        counts.merge(fields[fields.length - 1], Long.parseLong(fields[3]), Long::sum);
      }
    }
    if (counts.isEmpty()) {
      throw new BenchException("strace counted no call: \"" + report.strip() + "\"");
    }
    return new SystemCalls(counts);
  }

  /// Calls on files, directories and descriptors; not those for memory, threads and signals.
  long onFiles() {
    return count(FILES);
  }

  long mkdirs() {
    return count(Set.of("mkdir", "mkdirat"));
  }

  private long count(Set<String> names) {
    return byName.entrySet().stream()
        .filter(entry -> names.contains(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
