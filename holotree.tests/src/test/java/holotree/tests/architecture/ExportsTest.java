package holotree.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A module shows what others use, and nothing else.
class ExportsTest {

  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?([a-z0-9.]+)\\.[A-Z*]", Pattern.MULTILINE);

  private static final int FEWEST_EXPORTS = 12;
  private static final int FEWEST_PUBLIC_CLASSES = 6;

  @Test
  void everyExportedPackage_isImportedOutsideOfItsModule() throws IOException {
    int exports = 0;
    for (String folder : ownDescriptors()) {
      Set<String> exported =
          descriptor(folder).exports().stream()
              .map(ModuleDescriptor.Exports::source)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(importedOutsideOf(folder))
          .as("what nobody uses is no promise: packages that " + folder + " exports")
          .containsAll(exported);
      exports += exported.size();
    }
    assertThat(exports).isGreaterThanOrEqualTo(FEWEST_EXPORTS);
  }

  @Test
  void providersAndTheCommand_exportNothing() {
    assertThat(Project.MODULES)
        .as("a provider is found by its service; what it exported, others would come to depend on")
        .filteredOn(module -> descriptor(module).exports().isEmpty())
        .containsExactly(
            "holotree.cli",
            "holotree.codec.lz4",
            "holotree.codec.zstd",
            "holotree.fs.posix",
            "holotree.fs.windows");
  }

  @Test
  void everyExport_isForEverybody_andTheOnlyOpenPackageIsForPicocli() {
    List<ModuleDescriptor> all = ownDescriptors().stream().map(ExportsTest::descriptor).toList();
    assertThat(all)
        .as("who may see a package is not decided name by name")
        .noneMatch(ModuleDescriptor::isOpen)
        .flatExtracting(ModuleDescriptor::exports)
        .noneMatch(ModuleDescriptor.Exports::isQualified);
    assertThat(all.stream().flatMap(module -> module.opens().stream()))
        .as("reflection reaches the commands alone, and picocli alone has it")
        .map(String::valueOf)
        .containsExactly("holotree.cli to [info.picocli]");
  }

  @Test
  void nothingInAProvidersRoom_isPublicButTheProvider() {
    Set<String> providers = new TreeSet<>();
    Set<String> rooms = new HashSet<>();
    for (String module : Project.MODULES) {
      descriptor(module).provides().forEach(each -> providers.addAll(each.providers()));
    }
    providers.forEach(each -> rooms.add(each.substring(0, each.lastIndexOf('.'))));
    assertThat(publicClassesIn(rooms))
        .as("ServiceLoader needs the provider's class and no other")
        .containsExactlyElementsOf(providers)
        .hasSizeGreaterThanOrEqualTo(FEWEST_PUBLIC_CLASSES);
  }

  @Test
  void nothingOfTheCommand_isPublicButItsPrograms() {
    assertThat(publicClassesIn(Set.of("holotree.cli")))
        .as("the java launcher needs the classes with a main method and no other")
        .containsExactly("holotree.cli.Main", "holotree.cli.Training");
  }

  private static Set<String> publicClassesIn(Set<String> rooms) {
    return MainClasses.ALL.stream()
        .filter(type -> rooms.contains(type.getPackageName()))
        .filter(ExportsTest::isPublic)
        .map(JavaClass::getFullName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  // What an interface has is called public, whatever the interface is.
  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ExportsTest::isPublic).orElse(true);
  }

  private static List<String> ownDescriptors() {
    return Stream.concat(
            Project.MODULES.stream(),
            Project.FOLDERS.stream().filter(folder -> folder.startsWith("third-party/")))
        .toList();
  }

  private static ModuleDescriptor descriptor(String folder) {
    return ModuleFinder.of(Project.classes(folder))
        .find(String.valueOf(Path.of(folder).getFileName()))
        .orElseThrow()
        .descriptor();
  }

  private static Set<String> importedOutsideOf(String folder) throws IOException {
    Set<String> imported = new HashSet<>();
    for (String other : Project.FOLDERS) {
      if (!other.equals(folder)) {
        for (Path file : Project.javaFiles(Project.root().resolve(other).resolve("src"))) {
          Matcher each = IMPORT.matcher(Files.readString(file));
          while (each.find()) {
            imported.add(each.group(1));
          }
        }
      }
    }
    return imported;
  }
}
