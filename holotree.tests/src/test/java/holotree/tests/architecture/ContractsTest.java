package holotree.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A provider proves itself by the suite of its service, beside its own tests.
class ContractsTest {

  private static final int FEWEST_PROVIDERS = 6;

  @Test
  void everyProvider_runsTheSuiteOfItsService() throws IOException {
    List<String> providers = new ArrayList<>();
    for (String module : Project.MODULES) {
      ModuleDescriptor descriptor =
          ModuleFinder.of(Project.classes(module)).find(module).orElseThrow().descriptor();
      for (ModuleDescriptor.Provides service : descriptor.provides()) {
        for (String provider : service.providers()) {
          providers.add(provider);
          assertThat(suites(module, simple(service.service()), simple(provider)))
              .as("what the service promises is what its suite tests: " + provider)
              .isNotEmpty();
        }
      }
    }
    assertThat(providers).hasSizeGreaterThanOrEqualTo(FEWEST_PROVIDERS);
  }

  private static List<Path> suites(String module, String service, String provider)
      throws IOException {
    List<Path> tests = Project.javaFiles(Project.root().resolve(module).resolve("src/test/java"));
    // By itself, or by a class of the tests that makes one.
    List<String> subjects = new ArrayList<>(List.of(provider));
    for (Path file : tests) {
      if (Files.readString(file).contains("new " + provider + "(")) {
        subjects.add(file.getFileName().toString().replace(".java", ""));
      }
    }
    Pattern suite = Pattern.compile("class \\w+\\s+extends " + service + "Contract\\b");
    Pattern subject = Pattern.compile("\\bnew (" + String.join("|", subjects) + ")\\(");
    List<Path> suites = new ArrayList<>();
    for (Path file : tests) {
      String text = Files.readString(file);
      if (suite.matcher(text).find() && subject.matcher(text).find()) {
        suites.add(file);
      }
    }
    return suites;
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
