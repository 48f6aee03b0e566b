package holotree.engine;

import java.util.List;

/// Something the user should know although the operation succeeded.
///
/// @param kind what
/// @param count how many entries or files it is true of
/// @param examples paths of the first few, at most 5; empty if it is not about any
public record Notice(Kind kind, long count, List<String> examples) {

  static final int MOST_EXAMPLES = 5;

  public Notice {
    examples = List.copyOf(examples);
  }

  /// The kinds of notice, each with its sentence.
  public enum Kind {
    /// Recorded without setuid, setgid or sticky.
    SPECIAL_MODE_DROPPED("setuid, setgid and sticky bits are not recorded"),
    /// Names of one inode become files of their own.
    HARD_LINKS_SPLIT("links between files are not recorded: each name becomes a file of its own"),
    /// Holes become zeros.
    HOLES_FILLED("holes in files are not recorded: they are restored as zeros"),
    /// The stage's path is under 8 bytes.
    STAGE_PATH_TOO_SHORT(
        "the stage's path is under 8 bytes and would match by chance: recorded without relocations"),
    /// Byte code whose source changes its size at this target.
    BYTE_CODE_LEFT_OUT("byte code left out, since its source has another size at this path"),
    /// The target's file system keeps no extended attributes.
    NOT_MARKED(
        "the file system keeps no extended attributes: the space is known by its path alone"),
    /// The tree was built in the target itself.
    FILLED_IN_PLACE("built in the directory itself, since it cannot be exchanged in one step"),
    /// The machine was started since the space was restored.
    DIGESTED_AFTER_RESTART(
        "the machine was restarted since the space was restored: every file in it was digested"),
    /// `java.nio` cannot sync a tree.
    NOT_SYNCED("the platform cannot sync a tree: it is digested again after a restart"),
    /// The space stands elsewhere than it was restored to.
    MOVED("the space was moved: files that held its old path were made anew"),
    /// Temporary trees of interrupted runs.
    REMAINS_CLEARED("what interrupted runs had left was cleared away"),
    /// Temporary trees of interrupted runs that cannot be removed; examples say why.
    REMAINS_KEPT(
        "what interrupted runs had left could not be removed: remove what is named, or its obstacle"),
    /// A pack is damaged or cannot be read, and what was needed of it is in others.
    PACK_PASSED_OVER(
        "damaged or unreadable packs passed over, what was needed being in others; run `holotree check"
            + " --heal`");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }

    /// What it means, one clause.
    public String sentence() {
      return sentence;
    }
  }
}
