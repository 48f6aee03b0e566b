package holotree.cli;

/// The terminal that standard error goes to, if it goes to one.
@FunctionalInterface
interface Terminal {

  /// Whether it is there and shows colours, and nobody asked for none.
  boolean showsColour();

  /// How wide it is, columns; 0 if there is none on which a line can be drawn again and again.
  default int columns() {
    return 0;
  }
}
