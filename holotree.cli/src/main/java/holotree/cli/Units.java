package holotree.cli;

/// Numbers as text for people: the same in every locale.
final class Units {

  private static final String[] BINARY = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Units() {}

  /// An amount of data, base 1024 (IEC 80000-13): `1 byte`, `312 bytes`, `1.5 KiB`, `302.4 MiB`.
  static String bytes(long bytes) {
    if (bytes < 1024) {
      return count(bytes, "byte", "bytes");
    }
    double value = bytes / 1024.0;
    int unit = 0;
    // 1023.95 would be written as 1024.0.
    while (value >= 1023.95 && unit < BINARY.length - 1) {
      value /= 1024;
      unit++;
    }
    return decimals(value, 1) + " " + BINARY[unit];
  }

  /// An amount of data in a time: `131.2 MiB/s`.
  static String rate(long bytes, long nanos) {
    return bytes((long) (bytes * 1e9 / Math.max(1, nanos))) + "/s";
  }

  /// A time: `0.4 ms`, `412 ms`, `2.31 s`, `3 min 05 s`, `1 h 02 min`.
  static String duration(long nanos) {
    if (nanos < 9_950_000L) {
      return decimals(nanos / 1e6, 1) + " ms";
    }
    if (nanos < 999_500_000L) {
      return Math.round(nanos / 1e6) + " ms";
    }
    long seconds = Math.round(nanos / 1e9);
    if (nanos < 59_995_000_000L) {
      return decimals(nanos / 1e9, 2) + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + twoDigits(seconds % 60) + " s";
    }
    return seconds / 3600 + " h " + twoDigits(seconds % 3600 / 60) + " min";
  }

  /// A number of things: `1 file`, `12,345 files`.
  static String count(long count, String one, String many) {
    return grouped(count) + " " + (count == 1 ? one : many);
  }

  /// How many times `whole` is `part`: `3.1`.
  static String ratio(long whole, long part) {
    return decimals(whole / (double) Math.max(1, part), 1);
  }

  // Without java.util.Formatter, which takes longer to load than a small restore takes.
  private static String decimals(double value, int decimals) {
    long scale = decimals == 1 ? 10 : 100;
    long scaled = Math.round(value * scale);
    String fraction = Long.toString(scaled % scale);
    return scaled / scale + "." + "0".repeat(decimals - fraction.length()) + fraction;
  }

  private static String twoDigits(long value) {
    return value < 10 ? "0" + value : Long.toString(value);
  }

  private static String grouped(long value) {
    StringBuilder text = new StringBuilder(Long.toString(value));
    for (int at = text.length() - 3; at > 0 && text.charAt(at - 1) != '-'; at -= 3) {
      text.insert(at, ',');
    }
    return text.toString();
  }
}
