package holotree.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rooms of the engine lie on levels; a room sees the levels below its own and nothing else.
class EngineRoomsTest {

  private static final String ENGINE = "holotree.engine";

  /// From the front desk down; "" is the front desk.
  private static final List<List<String>> LEVELS =
      List.of(
          List.of(""),
          List.of(".check", ".diff", ".gc", ".record", ".restore", ".verify"),
          List.of(".survey"),
          List.of(".journal", ".library", ".pool", ".space", ".stage"),
          List.of(".blueprint", ".frame", ".lock", ".relocate", ".tree"),
          List.of(
              ".discovery",
              ".file",
              ".flight",
              ".format",
              ".name",
              ".preflight",
              ".program",
              ".work"));

  /// Enters as services alone: it sees no room and no room sees it.
  private static final String BUILTIN = ENGINE + ".builtin";

  private static final int FEWEST_CLASSES = 120;

  @Test
  void everyRoom_hasALevel() {
    List<JavaClass> all =
        MainClasses.ALL.stream()
            .filter(type -> (type.getPackageName() + ".").startsWith(ENGINE + "."))
            .toList();
    assertThat(all).hasSizeGreaterThanOrEqualTo(FEWEST_CLASSES);
    TreeSet<String> found =
        all.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    assertThat(found)
        .as("a room that is new gets a level here")
        .containsExactlyInAnyOrderElementsOf(rooms().toList());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void room_seesLowerLevelsOnly(String room) {
    List<String> lower =
        LEVELS.stream().skip(level(room) + 1).flatMap(List::stream).map(ENGINE::concat).toList();
    String[] closed =
        rooms()
            .filter(other -> !other.equals(room) && !lower.contains(other))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(closed)
        .because("rooms of one level do not meet, and nobody calls upwards")
        .check(MainClasses.ALL);
  }

  private static long level(String room) {
    return room.equals(BUILTIN)
        ? LEVELS.size()
        : IntStream.range(0, LEVELS.size())
            .filter(level -> LEVELS.get(level).contains(room.substring(ENGINE.length())))
            .findFirst()
            .orElseThrow();
  }

  private static Stream<String> rooms() {
    return Stream.concat(
        LEVELS.stream().flatMap(List::stream).map(ENGINE::concat), Stream.of(BUILTIN));
  }
}
