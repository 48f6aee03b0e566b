package holotree.tests.knowing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import holotree.tests.architecture.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The published schemas of results.
final class Schemas {

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private Schemas() {}

  static Path directory() {
    return Project.root().resolve("docs/schema");
  }

  /// Fails unless `json` is what `docs/schema/<name>.json` says.
  static void assertValid(String name, String json) {
    assertThat(of(name).validate(json, InputFormat.JSON)).as("%s: %s", name, json).isEmpty();
  }

  /// Fails if `json` is what `docs/schema/<name>.json` says.
  static void assertInvalid(String name, String json) {
    assertThat(of(name).validate(json, InputFormat.JSON)).as("%s: %s", name, json).isNotEmpty();
  }

  private static Schema of(String name) {
    try {
      return REGISTRY.getSchema(
          Files.readString(directory().resolve(name + ".json")), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
