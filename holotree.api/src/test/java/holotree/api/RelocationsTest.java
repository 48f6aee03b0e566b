package holotree.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelocationsTest {

  @Test
  void places_areWhatWasGiven() {
    Relocations places =
        new Relocations(ContentKind.PYC, new long[] {0, 9, 1L << 40}, new byte[] {0, 1, 0});
    assertThat(places.kind()).isEqualTo(ContentKind.PYC);
    assertThat(places.count()).isEqualTo(3);
    assertThat(places.offset(2)).isEqualTo(1L << 40);
    assertThat(places.spelling(0)).isEqualTo(Spelling.GIVEN);
    assertThat(places.spelling(1)).isEqualTo(Spelling.RESOLVED);
  }

  @Test
  void firstFrom_isTheFirstAtOrAfterAnOffset() {
    Relocations places = at(10, 20);
    assertThat(places.firstFrom(0)).isZero();
    assertThat(places.firstFrom(10)).isZero();
    assertThat(places.firstFrom(11)).isEqualTo(1);
    assertThat(places.firstFrom(20)).isEqualTo(1);
    assertThat(places.firstFrom(21)).isEqualTo(2);
  }

  @Test
  void equality_isThatOfKindOffsetsAndSpellings() {
    assertThat(at(1, 2)).isEqualTo(at(1, 2)).hasSameHashCodeAs(at(1, 2));
    assertThat(at(1, 2)).isNotEqualTo(at(1, 3));
    assertThat(new Relocations(ContentKind.TEXT, new long[] {1}, new byte[] {0}))
        .isNotEqualTo(new Relocations(ContentKind.TEXT, new long[] {1}, new byte[] {1}))
        .isNotEqualTo(new Relocations(ContentKind.ELF, new long[] {1}, new byte[] {0}));
  }

  @Test
  void offsetsThatDoNotAscend_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> at(2, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> at(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> at(-1));
  }

  @Test
  void noPlace_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> at());
  }

  @Test
  void arraysOfTwoLengths_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Relocations(ContentKind.TEXT, new long[] {1}, new byte[2]));
  }

  @ParameterizedTest
  @ValueSource(bytes = {-1, Spelling.COUNT, 127})
  void unknownSpelling_isRefused(byte spelling) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Relocations(ContentKind.TEXT, new long[] {1}, new byte[] {spelling}));
  }

  @ParameterizedTest
  @EnumSource(ContentKind.class)
  void kind_isFoundByItsCode(ContentKind kind) {
    assertThat(ContentKind.of(kind.code())).isEqualTo(kind);
    assertThat(kind.mayChangeLength()).isEqualTo(kind == ContentKind.TEXT);
  }

  @ParameterizedTest
  @EnumSource(EntryType.class)
  void entryType_isFoundByItsCode(EntryType type) {
    assertThat(EntryType.of(type.code())).isEqualTo(type);
  }

  @Test
  void unknownCodes_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ContentKind.of(0));
    assertThatIllegalArgumentException().isThrownBy(() -> ContentKind.of(5));
    assertThatIllegalArgumentException().isThrownBy(() -> EntryType.of(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> EntryType.of(3));
  }

  private static Relocations at(long... offsets) {
    return new Relocations(ContentKind.TEXT, offsets, new byte[offsets.length]);
  }
}
