package holotree.engine.blueprint;

import holotree.api.BlueprintId;
import holotree.api.Digest;
import holotree.engine.format.Hasher;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The canonical form of a blueprint, digested as it is made. Not thread-safe; used once.
///
/// ```
/// "holotree blueprint 1\n"
/// item: platform                  os/arch/libc, such as linux/x86_64/glibc-2.36
/// number of arguments, item each: the command
/// number of sources, each one of
///   item "file",      item: SHA-256 of its bytes
///   item "directory", number of entries; each: item path, item type, item content
/// ```
///
/// An item is its length (u64, little-endian) and its bytes; a number is a u64, little-endian. An entry's
/// type is `file`, `executable` or `symlink`, its content the SHA-256 of the bytes or the link's target.
public final class Blueprint {

  private static final byte[] TAG = "holotree blueprint 1\n".getBytes(StandardCharsets.US_ASCII);

  private final Hasher hasher = new Hasher();

  /// A blueprint of what `command` builds on `platform`; its sources are added next.
  ///
  /// @param sources how many will be added
  public Blueprint(String platform, List<String> command, int sources) {
    hasher.update(TAG, 0, TAG.length);
    text(platform);
    number(command.size());
    command.forEach(this::text);
    number(sources);
  }

  /// Adds a file, or anything else that has bytes and no name.
  public void addFile(Digest content) {
    text("file");
    item(content.toBytes());
  }

  /// Adds a directory.
  ///
  /// @param entries what is beneath, sorted
  void addDirectory(List<Entry> entries) {
    text("directory");
    number(entries.size());
    for (Entry entry : entries) {
      item(entry.path());
      text(entry.type());
      item(entry.content());
    }
  }

  /// Ends the blueprint.
  public BlueprintId finish() {
    return new BlueprintId(hasher.finish());
  }

  private void text(String text) {
    item(text.getBytes(StandardCharsets.UTF_8));
  }

  private void item(byte[] bytes) {
    number(bytes.length);
    hasher.update(bytes, 0, bytes.length);
  }

  private void number(long number) {
    byte[] bytes = new byte[Long.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (number >>> (8 * i));
    }
    hasher.update(bytes, 0, bytes.length);
  }

  /// What is beneath a directory.
  ///
  /// @param path below the directory, names joined by `/`
  /// @param type `file`, `executable` or `symlink`
  /// @param content the 32 bytes of a file's digest, or a link's target
  record Entry(byte[] path, String type, byte[] content) {}
}
