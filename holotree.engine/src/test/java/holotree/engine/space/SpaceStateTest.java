package holotree.engine.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.engine.format.CborMapWriter;
import holotree.engine.format.CheckedMap;
import holotree.engine.format.Damage;
import holotree.engine.relocate.ByteCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpaceStateTest {

  private static final String FILE = "spaces/.state/x";
  private static final long STATE_MAGIC = 0x0A45544154535448L;

  private final SpaceState state =
      new SpaceState(
          "0123456789abcdef0123456789abcdef",
          new Digest(1, 2, 3, 4),
          Path.of("/home/ci/environment"),
          Path.of("/link/environment"),
          2049,
          -1,
          ByteCode.SHARED,
          Phase.COMPLETE,
          "1b4e28ba-2fa1-11d2-883f-0016d3cca427",
          true,
          new PlacedColumns(
              new long[] {0, 5},
              new long[] {-1, 7},
              new long[] {-8, 9},
              new int[] {10, 999_999_999},
              new byte[] {Placed.MADE, Placed.COPIED}));

  private final BuildingMark mark =
      new BuildingMark(
          "0123456789abcdef0123456789abcdef",
          Path.of("/a/b"),
          Path.of("/a/b"),
          5,
          -6,
          List.of(new byte[] {'a'}, new byte[] {-1, '\n'}));

  @Test
  void state_isReadAsWritten() {
    SpaceState read = SpaceState.decode(state.encode(), FILE);
    assertThat(read).isEqualTo(state).hasSameHashCodeAs(state);
    assertThat(read.given()).isEqualTo(state.given());
    assertThat(read.inode()).isEqualTo(-1);
    assertThat(read.durable()).isTrue();
    assertThat(read.placed().sizes()).containsExactly(0, 5);
    assertThat(read.placed().ctimeSeconds()).containsExactly(-8, 9);
    assertThat(read.placed().placements()).containsExactly(Placed.MADE, Placed.COPIED);
  }

  @Test
  void stateOfASpaceBeingRefreshed_isNotDurable() {
    SpaceState read = SpaceState.decode(state.refreshing().encode(), FILE);
    assertThat(read.phase()).isEqualTo(Phase.REFRESHING);
    assertThat(read.durable()).isFalse();
    assertThat(read.placed().inodes()).isEqualTo(state.placed().inodes());
  }

  @Test
  void everyDamagedBitOfAState_isFound() {
    Damage.flipEveryBit(state.encode(), damaged -> SpaceState.decode(damaged, FILE));
    Damage.cutEverywhere(state.encode(), damaged -> SpaceState.decode(damaged, FILE));
  }

  @Test
  void mark_isReadAsWritten() {
    BuildingMark read = BuildingMark.decode(mark.encode(), FILE);
    assertThat(read).usingRecursiveComparison().isEqualTo(mark);
    assertThat(read.inPlace()).isTrue();
    BuildingMark beside = BuildingMark.beside(mark.space(), mark.target());
    assertThat(BuildingMark.decode(beside.encode(), FILE)).isEqualTo(beside);
    assertThat(beside.inPlace()).isFalse();
    Damage.flipEveryBit(mark.encode(), damaged -> BuildingMark.decode(damaged, FILE));
    Damage.cutEverywhere(mark.encode(), damaged -> BuildingMark.decode(damaged, FILE));
  }

  @Test
  void markIsNoState_norStateAMark() {
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> SpaceState.decode(mark.encode(), FILE));
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> BuildingMark.decode(state.encode(), FILE));
  }

  @Test
  void laterVersion_isRefusedWithTheRange() {
    byte[] file = state.encode();
    file[8] = 2;
    assertThatExceptionOfType(FormatVersionException.class)
        .isThrownBy(() -> SpaceState.decode(file, FILE))
        .satisfies(error -> assertThat(error.found()).isEqualTo(2));
  }

  @Test
  void columnsOfTwoLengths_areRefused() {
    SpaceState uneven =
        new SpaceState(
            state.space(),
            state.catalog(),
            state.target(),
            state.given(),
            1,
            2,
            ByteCode.OWN,
            Phase.COMPLETE,
            "",
            false,
            new PlacedColumns(
                Arrays.copyOf(state.placed().sizes(), 1),
                state.placed().inodes(),
                state.placed().ctimeSeconds(),
                state.placed().ctimeNanos(),
                state.placed().placements()));
    byte[] file = uneven.encode();
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> SpaceState.decode(file, FILE));
  }

  @Test
  void markOfAnotherPlace_isRefused() {
    Path target = mark.target();
    for (String place :
        new String[] {"/", "/home", "/a", "/a/.holotree-", "/a/b/c", "/b/.holotree-"}) {
      requireRefused(new BuildingMark(mark.space(), target, Path.of(place), 0, 0, List.of()));
    }
    requireRefused(new BuildingMark("../x", target, target, 0, 0, List.of()));
    requireRefused(new BuildingMark(mark.space(), Path.of("b"), Path.of("b"), 0, 0, List.of()));
    Path dots = Path.of("/a/../b");
    requireRefused(new BuildingMark(mark.space(), dots, dots, 0, 0, List.of()));
  }

  @Test
  void namesOfAMarkThatAreNone_areRefused() {
    for (String name : new String[] {"", ".", "..", "a\0b"}) {
      byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
      requireRefused(
          new BuildingMark(
              mark.space(), mark.target(), mark.target(), 1, 2, List.of(bytes, new byte[] {'a'})));
    }
  }

  private static void requireRefused(BuildingMark bad) {
    byte[] file = bad.encode();
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> BuildingMark.decode(file, FILE));
  }

  @Test
  void emptyMap_isRefused() {
    byte[] file = CheckedMap.wrap(STATE_MAGIC, 1, new CborMapWriter(0, 1).finish());
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> SpaceState.decode(file, FILE));
  }
}
