package holotree.tests.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.Digest;
import holotree.engine.Holotree;
import holotree.engine.RecordReceipt;
import holotree.engine.RecordRequest;
import holotree.tests.kit.Program;
import holotree.tests.kit.RandomTree;
import holotree.tests.kit.Seed;
import holotree.tests.kit.Workplace;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class IdentityTest {

  @AutoClose private final Workplace work = Workplace.create();

  @Test
  void sameTree_withAnyNumberOfWorkers_hasTheSameIdAndTheSamePacks() {
    Path stage = work.path("stage");
    RandomTree.large(stage, Seed.next("sameTree"));
    Set<Digest> ids = new HashSet<>();
    Set<List<String>> packs = new HashSet<>();
    for (int workers : new int[] {1, 2, 7, 7}) {
      Path home = work.path("home-" + workers + "-" + System.nanoTime());
      try (Holotree holotree = Workplace.open(home, workers)) {
        ids.add(holotree.record(RecordRequest.of(stage)).catalog());
        ids.add(holotree.record(RecordRequest.of(stage)).catalog());
      }
      packs.add(packNames(home.resolve("library")));
    }
    assertThat(ids).hasSize(1);
    assertThat(packs).hasSize(1);
    assertThat(packs.iterator().next()).hasSize(1);
  }

  @Test
  void sameTree_compressedInAnotherWay_hasTheSameId() {
    Path stage = work.path("stage");
    RandomTree.small(stage, Seed.next("anotherCodec"), 100);
    Set<Digest> ids = new HashSet<>();
    Set<Path> packs = new HashSet<>();
    RecordRequest request = RecordRequest.of(stage);
    for (RecordRequest one :
        List.of(request, request.codec("stored"), request.codec("zstd").level(19))) {
      Path home = work.path("home-" + packs.size());
      try (Holotree holotree = Workplace.open(home, 2)) {
        ids.add(holotree.record(one).catalog());
      }
      packs.add(Workplace.packs(home.resolve("library")).getFirst().getFileName());
    }
    assertThat(ids).hasSize(1);
    assertThat(packs).hasSize(3);
  }

  @Test
  void copyAtAnotherPath_hasTheSameId_andStoresNothing() {
    Path stage = work.path("stage");
    Path copy = work.path("a/longer/path/of/the/same/tree");
    RandomTree.small(stage, Seed.next("copyAtAnotherPath"), 150);
    Program.shell("mkdir -p \"${2%/*}\"; cp -a \"$1\" \"$2\"", stage, copy).output();
    try (Holotree holotree = work.open()) {
      RecordReceipt first = holotree.record(RecordRequest.of(stage));
      RecordReceipt second = holotree.record(RecordRequest.of(copy));
      assertThat(second.catalog()).isEqualTo(first.catalog());
      assertThat(second.storedChunks()).isZero();
    }
  }

  @Test
  void changeOfAnyKind_givesAnotherId() {
    Path stage = work.path("stage");
    RandomTree.small(stage, Seed.next("changeOfAnyKind"), 20);
    List<String> changes =
        List.of(
            "printf x >changed",
            "chmod 640 changed",
            "touch -d @1.000000001 changed",
            "touch -d @1.000000002 changed",
            "mv changed renamed",
            "ln -s a link",
            "ln -snf b link",
            "touch -h -d @5 link",
            "mkdir new",
            "chmod 711 new",
            "touch -d @7.5 new",
            "chmod 710 .");
    Set<Digest> ids = new HashSet<>();
    try (Holotree holotree = work.open()) {
      for (String change : changes) {
        Program.shell(change + "; touch -d @9 .").in(stage).output();
        ids.add(holotree.record(RecordRequest.of(stage)).catalog());
      }
    }
    assertThat(ids).hasSize(changes.size());
  }

  private static List<String> packNames(Path library) {
    return Workplace.packs(library).stream()
        .map(pack -> String.valueOf(pack.getFileName()))
        .toList();
  }
}
