package holotree.testkit.windows;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// What a handle stands for.
final class OpenFile {

  private final Node node;
  private final Opening how;
  private final String stream;
  private final boolean created;
  private final Listing listing;
  // Channels would be closed by an interrupt, which handles of Windows are not.
  private final @Nullable RandomAccessFile bytes;
  private final @Nullable Closeable anchor;
  private final @Nullable FileOutputStream end;
  private volatile DiskEntry seen;
  private volatile Path path;
  private volatile boolean written;
  private volatile boolean deleting;
  private volatile boolean atOnce;

  /// @param stream name of a stream; empty for the file itself
  OpenFile(
      Node node,
      DiskEntry entry,
      Opening how,
      String stream,
      boolean created,
      Whereabouts whereabouts)
      throws IOException {
    this.node = node;
    this.how = how;
    this.stream = stream;
    this.created = created;
    this.seen = entry;
    this.path = entry.path();
    this.listing = new Listing(this, whereabouts);
    boolean open = (how.access() & Numbers.DATA_ACCESS) != 0 && stream.isEmpty();
    this.bytes =
        open && entry.isFile()
            ? new RandomAccessFile(path.toString(), how.writes() ? "rw" : "r")
            : null;
    // A directory that is open can be found again wherever it is moved to.
    this.anchor =
        open && entry.isDirectory() ? FileChannel.open(path, StandardOpenOption.READ) : bytes;
    boolean appends = bytes != null && (how.access() & Numbers.APPEND_DATA) != 0;
    this.end = appends ? new FileOutputStream(path.toString(), true) : null;
  }

  Node node() {
    return node;
  }

  FileKey key() {
    return node.key();
  }

  Opening how() {
    return how;
  }

  String stream() {
    return stream;
  }

  boolean isStream() {
    return !stream.isEmpty();
  }

  boolean isDirectory() {
    return seen.isDirectory();
  }

  boolean isSymlink() {
    return seen.isSymlink();
  }

  boolean isCreated() {
    return created;
  }

  Listing listing() {
    return listing;
  }

  /// Where it was when that was last known.
  Path path() {
    return path;
  }

  void moved(Path there) {
    path = there;
  }

  DiskEntry lastSeen() {
    return seen;
  }

  void seen(DiskEntry entry) {
    seen = entry;
  }

  boolean isWritten() {
    return written;
  }

  void written() {
    written = true;
  }

  boolean isDeleting() {
    return deleting;
  }

  /// Whether what it deletes goes when it is closed, and not when the last handle is.
  boolean deletesAtOnce() {
    return atOnce;
  }

  void deleting(boolean whenThisIsClosed) {
    deleting = true;
    atOnce = whenThisIsClosed;
  }

  /// Refuses what the handle was not opened for.
  void requireAccess(int any) throws WindowsRefusal {
    if ((how.access() & any) == 0) {
      throw new WindowsRefusal(Numbers.ERROR_ACCESS_DENIED);
    }
  }

  /// The bytes of a file that was opened to be read or written; used by one thread at a time.
  RandomAccessFile bytes() throws WindowsRefusal {
    if (bytes == null) {
      throw new WindowsRefusal(Numbers.ERROR_INVALID_FUNCTION);
    }
    return bytes;
  }

  /// The end of a file that was opened to be appended to, whoever else does so; else null.
  @Nullable FileOutputStream end() {
    return end;
  }

  void close() throws IOException {
    if (end != null) {
      end.close();
    }
    if (anchor != null) {
      anchor.close();
    }
  }

  @Override
  public String toString() {
    return FullNames.of(path)
        + (stream.isEmpty() ? "" : ":" + stream)
        + " access "
        + Integer.toHexString(how.access())
        + " share "
        + how.share();
  }
}
