package holotree.engine;

import holotree.api.fs.FileSystemStrategy;
import holotree.api.prefetch.PrefetchPolicy;
import holotree.engine.discovery.Providers;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.stream.Stream;

/// Looks at what this runtime is made of.
final class RuntimeInspection {

  private RuntimeInspection() {}

  static RuntimeReport run(Providers providers) {
    return new RuntimeReport(
        version(),
        Runtime.version().toString(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        modules(),
        providers.codecs().stream().map(codec -> codec.id().name()).toList(),
        providers.strategies().stream().map(FileSystemStrategy::id).toList(),
        providers.policies().stream().map(PrefetchPolicy::id).toList());
  }

  private static String version() {
    ModuleDescriptor descriptor = RuntimeInspection.class.getModule().getDescriptor();
    return descriptor == null ? "unknown" : descriptor.rawVersion().orElse("unknown");
  }

  private static List<String> modules() {
    ModuleLayer layer = RuntimeInspection.class.getModule().getLayer();
    Stream<Module> modules = layer == null ? Stream.empty() : layer.modules().stream();
    return modules
        .map(Module::getDescriptor)
        .map(ModuleDescriptor::toNameAndVersion)
        .sorted()
        .toList();
  }
}
