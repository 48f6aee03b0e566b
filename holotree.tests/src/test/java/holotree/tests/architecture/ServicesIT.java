package holotree.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/// Providers are found on the class path as well as on the module path.
class ServicesIT {

  private static final String FOLDER = "META-INF/services/";
  private static final int FEWEST_SERVICES = 5;

  @Test
  void descriptorAndServiceFiles_nameTheSameProviders() throws IOException {
    int services = 0;
    for (String module : Project.MODULES) {
      Map<String, List<String>> provided = provided(module);
      assertThat(serviceFiles(module))
          .as("META-INF/services in the jar of " + module + ", against its module descriptor")
          .isEqualTo(provided);
      services += provided.size();
    }
    assertThat(services).isGreaterThanOrEqualTo(FEWEST_SERVICES);
  }

  private static Map<String, List<String>> provided(String module) {
    ModuleDescriptor descriptor =
        ModuleFinder.of(Project.jar(module)).find(module).orElseThrow().descriptor();
    Map<String, List<String>> provided = new TreeMap<>();
    descriptor.provides().forEach(each -> provided.put(each.service(), each.providers()));
    return provided;
  }

  private static Map<String, List<String>> serviceFiles(String module) throws IOException {
    Map<String, List<String>> files = new TreeMap<>();
    try (JarFile jar = new JarFile(Project.jar(module).toString())) {
      for (JarEntry entry : jar.stream().toList()) {
        if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
          String text =
              new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
          files.put(
              entry.getName().substring(FOLDER.length()),
              text.lines().filter(line -> !line.isBlank()).toList());
        }
      }
    }
    return files;
  }
}
