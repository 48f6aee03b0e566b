package holotree.api.error;

import java.util.List;

/// The runtime lacks a provider that the work needs.
public final class ProviderMissingException extends HolotreeException {

  private static final long serialVersionUID = 1L;

  private final String wanted;
  private final String[] present;
  private final String module;

  /// @param needs what needs the provider, such as `Frame 3 of x.pack`
  /// @param kind what sort of provider, such as `codec`
  /// @param wanted the id that is missing
  /// @param present the ids that are there
  /// @param module the module to add
  public ProviderMissingException(
      String needs, String kind, String wanted, List<String> present, String module) {
    super(
        needs
            + " needs "
            + kind
            + " \""
            + wanted
            + "\"; this runtime has \""
            + String.join(", ", present)
            + "\".",
        "Nothing was changed.",
        "Build the runtime with `--add-modules ...," + module + "`.",
        false,
        null);
    this.wanted = wanted;
    this.present = present.toArray(String[]::new);
    this.module = module;
  }

  /// The id that is missing.
  public String wanted() {
    return wanted;
  }

  /// The ids that are there.
  public List<String> present() {
    return List.of(present);
  }

  /// The module to add.
  public String module() {
    return module;
  }
}
