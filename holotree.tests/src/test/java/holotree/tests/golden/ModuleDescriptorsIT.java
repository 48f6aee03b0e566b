package holotree.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.architecture.Project;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The descriptor of each of our jars, as `jar --describe-module` shows it, without versions.
class ModuleDescriptorsIT {

  @ParameterizedTest
  @MethodSource("folders")
  void descriptor_isTheFrozenOne(String folder) {
    ModuleDescriptor descriptor =
        ModuleFinder.of(Project.jar(folder)).findAll().iterator().next().descriptor();
    GoldenFiles.assertSame("modules/" + descriptor.name() + ".txt", lines(descriptor));
  }

  @Test
  void everyFrozenDescriptor_hasItsJar() throws IOException {
    try (Stream<Path> files = Files.list(GoldenFiles.path("modules"))) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrderElementsOf(
              folders().map(folder -> Path.of(folder).getFileName() + ".txt").toList());
    }
  }

  private static Stream<String> folders() {
    return Stream.concat(
        Project.MODULES.stream(),
        Stream.of("third-party/info.picocli", "third-party/org.lz4.java"));
  }

  private static List<String> lines(ModuleDescriptor module) {
    Set<String> concealed = new TreeSet<>(module.packages());
    List<String> lines = new ArrayList<>();
    module
        .exports()
        .forEach(each -> {
          concealed.remove(each.source());
          lines.add("exports " + each.source() + to(each.targets()));
        });
    module
        .opens()
        .forEach(each -> {
          concealed.remove(each.source());
          lines.add("opens " + each.source() + to(each.targets()));
        });
    module
        .provides()
        .forEach(each ->
            lines.add(
                "provides " + each.service() + " with " + String.join(", ", each.providers())));
    module.requires().forEach(each -> lines.add("requires " + modifiers(each) + each.name()));
    module.uses().forEach(each -> lines.add("uses " + each));
    concealed.forEach(each -> lines.add("contains " + each));
    lines.sort(null);
    String kind = module.isOpen() ? "open " : module.isAutomatic() ? "automatic " : "";
    lines.addFirst(kind + "module " + module.name());
    return lines;
  }

  private static String to(Set<String> targets) {
    return targets.isEmpty() ? "" : " to " + String.join(", ", new TreeSet<>(targets));
  }

  private static String modifiers(ModuleDescriptor.Requires requires) {
    StringBuilder text = new StringBuilder();
    requires.modifiers().stream()
        .sorted()
        .forEach(modifier -> text.append(modifier.name().toLowerCase(Locale.ROOT)).append(' '));
    return text.toString();
  }
}
