package holotree.api.fs;

/// What a file system keeps of the modes and times that entries are given. What it does not keep is given up
/// when an entry is made, and differs from nothing afterwards.
///
/// @param fileMode the bits of a file's mode that are kept, 0 to 07777
/// @param directoryMode and of a directory's
/// @param timeUnit what modification times are rounded down to a multiple of, nanoseconds; a divisor of
///     1,000,000,000
public record KeptAttributes(int fileMode, int directoryMode, int timeUnit) {

  /// All of both, as POSIX has it.
  public static final KeptAttributes ALL = new KeptAttributes(07777, 07777, 1);

  private static final int MODE_BITS = 07777;
  private static final int NANOS = 1_000_000_000;

  /// @throws IllegalArgumentException if a mode or the unit is none
  public KeptAttributes {
    if ((fileMode & ~MODE_BITS) != 0
        || (directoryMode & ~MODE_BITS) != 0
        || timeUnit < 1
        || NANOS % timeUnit != 0) {
      throw new IllegalArgumentException(
          "modes " + fileMode + " and " + directoryMode + ", time unit " + timeUnit);
    }
  }

  /// Whether an entry that was given a mode still has what is kept of it. Symbolic links have no mode of
  /// their own.
  public boolean hasMode(FileStat stat, int mode) {
    return switch (stat.kind()) {
      case FILE -> ((stat.mode() ^ mode) & fileMode) == 0;
      case DIRECTORY -> ((stat.mode() ^ mode) & directoryMode) == 0;
      case SYMLINK, OTHER -> true;
    };
  }

  /// Whether an entry that was given a modification time still has what is kept of it.
  ///
  /// @param seconds since 1970-01-01T00:00:00Z
  /// @param nanos and nanoseconds, 0 to 999,999,999
  public boolean hasTime(FileStat stat, long seconds, int nanos) {
    return stat.mtimeSeconds() == seconds && stat.mtimeNanos() == nanos - nanos % timeUnit;
  }
}
