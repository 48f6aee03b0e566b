package holotree.tests.realtrees;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Placement;
import holotree.tests.kit.MovedTree.Form;
import holotree.tests.kit.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A project with what npm installed for it: commands, a native program, a native addon and a bundle.
/// Needs node, npm and the npm registry.
class NodeModulesTest {

  private static final String BUILD =
      """
      mkdir -p "$1/src"
      cd "$1"
      echo '{"name": "app", "version": "1.0.0", "config": {"root": "'"$1"'"}}' >package.json
      npm install --no-audit --no-fund --ignore-scripts --no-update-notifier --save-exact \
        --loglevel=error --cache "$2" esbuild@0.25.11 semver@7.7.2 @node-rs/crc32@1.10.6
      cat >src/app.js <<'J'
      const { crc32 } = require("@node-rs/crc32");
      const semver = require("semver");
      const { config } = require("../package.json");
      console.log(require.resolve("semver"));
      console.log(semver.inc("1.2.3", "minor"), crc32("holotree").toString(16));
      console.log(config.root);
      J
      node_modules/.bin/esbuild src/app.js --bundle --platform=node --minify --sourcemap \
        --external:@node-rs/crc32 --source-root="$1" --outfile=bundle/app.js --log-level=error
      """;

  private static final RealTree TREE = new RealTree();

  @BeforeAll
  static void buildAndRecord() {
    String _ = Program.shell(BUILD, TREE.stage(), TREE.path("cache")).output();
    assertThat(TREE.record().relocatedEntries()).as("package.json and the bundle").isEqualTo(3);
  }

  @AfterAll
  static void remove() {
    TREE.close();
  }

  @Test
  void atTheSamePath_itIsEqual_andARunWritesNothing() {
    TREE.restore(TREE.stage(), Placement.COPY);
    TREE.requireRecorded(TREE.stage());
    TREE.requireUntouched(TREE.stage(), NodeModulesTest::requireWorks);
    TREE.delete(TREE.stage());
  }

  @ParameterizedTest
  @CsvSource({"COPY, -5", "COPY, 60", "HARDLINK, 0", "HARDLINK, 60"})
  void atAnyPath_itRuns_andWritesNothing(Placement placement, int longer) {
    Path target = TREE.pathOfLength(TREE.stageLength() + longer);
    assertThat(TREE.restore(target, placement).relocated()).isEqualTo(3);
    Map<String, Form> _ = TREE.movedTo(target).formsIn(target, Form.SAME, Form.REPLACED);
    TREE.requireUntouched(target, NodeModulesTest::requireWorks);
    TREE.delete(target);
  }

  private static void requireWorks(Path project) {
    Path commands = project.resolve("node_modules/.bin");
    assertThat(Program.of(commands.resolve("esbuild"), "--version").output())
        .isEqualTo("0.25.11\n");
    assertThat(Program.of(commands.resolve("semver"), "-i", "minor", "1.2.3").output())
        .isEqualTo("1.3.0\n");
    Path bundle = project.resolveSibling("bundled-from-" + project.getFileName() + ".js");
    String _ =
        Program.of(
                commands.resolve("esbuild"),
                project.resolve("src/app.js"),
                "--bundle",
                "--platform=node",
                "--external:@node-rs/crc32",
                "--log-level=error",
                "--outfile=" + bundle)
            .output();
    assertThat(bundle).content().contains("\"" + project + "\"");
    for (String script : List.of("src/app.js", "bundle/app.js")) {
      assertThat(Program.of("node", "--enable-source-maps", project.resolve(script)).output())
          .isEqualTo(
              "%s/node_modules/semver/index.js\n1.3.0 e9fcf616\n%s\n".formatted(project, project));
    }
  }
}
