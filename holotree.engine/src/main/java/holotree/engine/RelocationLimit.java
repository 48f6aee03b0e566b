package holotree.engine;

/// A file that holds the stage's path, or seems to, where not every path can stand.
///
/// @param path below the stage
/// @param reason why
public record RelocationLimit(String path, Reason reason) {

  /// Why, each with its sentence.
  public enum Reason {
    /// An archive or a compressed file.
    ARCHIVE("archives that hold the stage's path, left as they are"),
    /// An executable of a kind that is signed.
    SIGNED(
        "executables, signed or of a kind that is, that hold the stage's path, left as they are"),
    /// A format with checksums or offsets inside.
    CHECKSUMMED("files with checksums inside that hold the stage's path, left as they are"),
    /// An ELF or other binary file: no byte may move.
    FIXED_LENGTH("binaries that hold the stage's path, and have room for no longer one"),
    /// A binary with the path next to more of a name or a path alone: it may be one string behind
    /// another, or a part of another path. A stage of at least 64 bytes is told from that.
    UNCLEAR(
        "binaries that may hold the stage's path inside a longer run of text, left as they are:"
            + " build them in `holotree stage` to have it replaced");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /// What such files are and what becomes of them, one clause.
    public String sentence() {
      return sentence;
    }
  }
}
