package holotree.engine;

import java.util.List;

/// What this runtime is made of.
///
/// @param version of Holotree
/// @param java version of Java
/// @param platform operating system and architecture
/// @param modules Holotree's own and what they need, sorted, `name` or `name@version`
/// @param codecs ids of the codecs, the preferred one first
/// @param strategies ids of the file system strategies that apply here, the one in use first
/// @param policies ids of the prefetch policies, the one in use first
public record RuntimeReport(
    String version,
    String java,
    String platform,
    List<String> modules,
    List<String> codecs,
    List<String> strategies,
    List<String> policies)
    implements Result {

  public RuntimeReport {
    modules = List.copyOf(modules);
    codecs = List.copyOf(codecs);
    strategies = List.copyOf(strategies);
    policies = List.copyOf(policies);
  }
}
