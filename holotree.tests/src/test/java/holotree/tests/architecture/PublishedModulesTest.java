package holotree.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What is published, and the BOM that names it.
class PublishedModulesTest {

  private static final String BOM = "holotree.bom";

  private final Pom project = Pom.in("");
  private final Pom bom = Pom.in(BOM);

  @Test
  void bom_listsThePublishedModules() {
    List<String> published =
        project.texts("modules/module").stream()
            .filter(folder -> !folder.equals(BOM))
            .map(Pom::in)
            .filter(pom -> !pom.texts("properties/maven.deploy.skip").contains("true"))
            .map(pom -> pom.text("artifactId"))
            .toList();
    assertThat(published).hasSizeGreaterThanOrEqualTo(9).contains("holotree.api", "org.lz4.java");
    assertThat(bom.texts("dependencyManagement/dependencies/dependency/artifactId"))
        .as("a module that is published is in the BOM; one that is not sets maven.deploy.skip")
        .containsExactlyInAnyOrderElementsOf(published);
    assertThat(bom.texts("dependencyManagement/dependencies/dependency/version"))
        .hasSameSizeAs(published)
        .containsOnly("${project.version}");
  }

  @Test
  void modulesWithDescriptor_arePublished() {
    assertThat(bom.texts("dependencyManagement/dependencies/dependency/artifactId"))
        .containsAll(Project.MODULES);
  }

  @Test
  void bom_inheritsNothing_andHasTheVersionOfTheProject() {
    assertThat(bom.texts("parent"))
        .as("with a parent, it would manage the versions of our test libraries for its users")
        .isEmpty();
    assertThat(bom.text("version")).isEqualTo(project.text("version"));
  }

  @Test
  void sample_takesItsVersionsFromTheBom() {
    Pom sample = Pom.in("samples/codec-xor");
    assertThat(sample.text("dependencyManagement/dependencies/dependency/artifactId"))
        .isEqualTo(BOM);
    assertThat(sample.text("properties/holotree.version")).isEqualTo(project.text("version"));
    assertThat(sample.texts("dependencies/dependency/artifactId")).contains("holotree.testkit");
    assertThat(sample.texts("dependencies/dependency/version")).isEmpty();
  }
}
