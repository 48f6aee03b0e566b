package holotree.engine.check;

import java.util.Comparator;

/// One thing that is wrong with a library.
///
/// @param kind what sort
/// @param path the file, relative to the library
/// @param detail what was expected and what is there, one sentence
public record Fault(Kind kind, String path, String detail) {

  /// By path.
  static final Comparator<Fault> ORDER =
      Comparator.comparing(Fault::path).thenComparing(Fault::kind);

  /// What can be wrong.
  public enum Kind {
    /// The library does not say which format it has.
    FORMAT,
    /// A pack's header, trailer or footer is damaged, or of an unknown version.
    PACK,
    /// A pack has another digest than its name says.
    PACK_NAME,
    /// A frame, or a chunk in it, is damaged.
    FRAME,
    /// A catalog is damaged.
    CATALOG,
    /// A catalog needs chunks that are in no pack, or in damaged frames alone.
    INCOMPLETE,
    /// What stands for a catalog is damaged: a name, a blueprint or a pin.
    NAME,
    /// What stands for a catalog stands for one that is not there.
    DANGLING,
    /// A merged index, which is a cache, is damaged.
    INDEX,
    /// The system cannot read a file: nobody knows whether it is damaged.
    UNREADABLE
  }
}
