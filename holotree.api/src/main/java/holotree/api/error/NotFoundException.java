package holotree.api.error;

import java.util.List;

/// No recording, space or directory answers to that name.
public final class NotFoundException extends HolotreeException {

  private static final long serialVersionUID = 1L;

  private final String[] near;

  /// @param what what was looked for and where, one sentence
  /// @param near names that are there and look alike, best first
  /// @param next what to do where nothing is near, one sentence
  public NotFoundException(String what, List<String> near, String next) {
    super(
        what,
        "Nothing was changed.",
        near.isEmpty() ? next : "Did you mean " + String.join(" or ", near) + "?",
        false,
        null);
    this.near = near.toArray(String[]::new);
  }

  /// Names that are there and look alike, best first.
  public List<String> near() {
    return List.of(near);
  }
}
