package holotree.tests.image;

import holotree.tests.golden.GoldenFiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `jlink --suggest-providers` tells whoever assembles a runtime.
class SuggestedProvidersIT {

  private static final String SERVICE_OF_MODULE_ABOVE = "    uses ";
  private static final String MODULE_OF_THE_JDK = "\\s*(java|jdk)\\..*";
  private static final String PLACE = " (file|jrt):\\S*";

  @Test
  void forEachOfOurServices_ourModulesAreSuggested() {
    assertSuggested(
        "suggested/services.txt",
        suggest(
            "--suggest-providers",
            "holotree.api.codec.FrameCodec,holotree.api.fs.FileCloner,"
                + "holotree.api.fs.FileSystemStrategy,holotree.api.prefetch.PrefetchPolicy"));
  }

  @Test
  void forTheCommandAlone_theModulesThatUseAndProvideAreNamed() {
    assertSuggested(
        "suggested/command.txt", suggest("--add-modules", "holotree.cli", "--suggest-providers"));
  }

  /// Without places, and what differs from one JDK to another: its modules, and the services under each.
  private static void assertSuggested(String golden, String said) {
    List<String> lines = new ArrayList<>();
    boolean ofTheJdk = false;
    for (String line : said.lines().toList()) {
      if (!line.startsWith(SERVICE_OF_MODULE_ABOVE)) {
        ofTheJdk = line.matches(MODULE_OF_THE_JDK);
      }
      if (!ofTheJdk && !line.isBlank()) {
        lines.add(line.replaceFirst(PLACE, ""));
      }
    }
    GoldenFiles.assertSame(golden, lines);
  }

  private static String suggest(String... arguments) {
    Object[] words = new Object[arguments.length + 2];
    words[0] = "--module-path";
    words[1] = RuntimeSet.modulePath(List.of());
    System.arraycopy(arguments, 0, words, 2, arguments.length);
    return Jdk.output("jlink", words);
  }
}
