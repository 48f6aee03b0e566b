package holotree.bench.sidebyside;

import holotree.bench.sidebyside.HolotreeImage.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// System calls on files for each file of the tree, and mkdir calls for each directory; runs of
/// their own, since tracing slows a process down. What `holotree version` needs is taken off; calls
/// for directories and packs stay in.
final class CallsPerFile implements Work {

  private static final String COPY = "calls a file, copy";
  private static final String MKDIR = "mkdirs a directory";
  private static final String LINK = "calls a file, hard link";
  private static final String REFRESH = "calls a file, refresh";

  private record Counted(SystemCalls calls, Processes.Ended ended) {}

  @Override
  public String id() {
    return "syscalls";
  }

  @Override
  public double treesWritten(int rounds) {
    return 4;
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException {
    if (!bench.tools().has("strace")) {
      return List.of(Row.missing(COPY, Toolbox.missing("strace")));
    }
    long start = count(bench, bench.image().version()).calls.onFiles();
    Path home = bench.stores().home();
    Path space = bench.workplace().path("calls-copy");
    Command restore = bench.image().restoreByCopy(home, space);
    List<Row> rows = new ArrayList<>();
    Counted copy = count(bench, restore);
    rows.add(row(bench, COPY, copy, start, Bars.CALLS_PER_COPIED_FILE, tar(bench)));
    rows.add(mkdirs(bench, copy));
    rows.add(links(bench, home, start));
    String find = peer(bench, "find", Command.of("find", space, "-printf", "%s %T@ %m\\n"));
    rows.add(row(bench, REFRESH, count(bench, restore), start, Bars.CALLS_PER_CLEAN_FILE, find));
    return rows;
  }

  private static Row links(Bench bench, Path home, long start) throws IOException {
    if (!bench.image().offers(Placement.HARDLINK)) {
      return Row.missing(LINK, "not offered by this image");
    }
    Path fill = bench.workplace().path("calls-link-fill");
    bench.processes().require(bench.image().restore(home, fill, Placement.HARDLINK));
    Path target = bench.workplace().path("calls-link");
    Counted linked = count(bench, bench.image().restore(home, target, Placement.HARDLINK));
    Path copy = bench.workplace().path("calls-cp-link");
    String cp = peer(bench, "cp -al", Command.of("cp", "-al", bench.source().root(), copy));
    return row(bench, LINK, linked, start, Bars.CALLS_PER_LINKED_FILE, cp);
  }

  private static Row row(
      Bench bench, String work, Counted counted, long start, Bar bar, String note) {
    if (counted.ended.exit() != 0) {
      return Row.missing(work, failure(counted));
    }
    double each = (double) (counted.calls.onFiles() - start) / bench.source().files();
    return Row.alone(work, Unit.COUNT, Series.of(each), bar, note);
  }

  private static Row mkdirs(Bench bench, Counted counted) {
    if (counted.ended.exit() != 0) {
      return Row.missing(MKDIR, failure(counted));
    }
    double each = (double) counted.calls.mkdirs() / bench.source().directories();
    return Row.alone(MKDIR, Unit.COUNT, Series.of(each), Bars.MKDIRS_PER_DIRECTORY, "");
  }

  private static String tar(Bench bench) throws IOException {
    if (!bench.tools().has("zstd")) {
      return "";
    }
    TarZstd tar = new TarZstd(1);
    Path target = bench.workplace().directory("calls-tar");
    return peer(bench, "tar", tar.restore(bench.stores().of(tar), target));
  }

  private static String peer(Bench bench, String name, Command command) throws IOException {
    double each = (double) count(bench, command).calls.onFiles() / bench.source().files();
    return String.format(Locale.ROOT, "%s %.2f", name, each);
  }

  private static Counted count(Bench bench, Command command) throws IOException {
    Path report = bench.workplace().path("strace");
    Processes.Ended ended =
        bench.processes().run(command.under(Command.of("strace", "-f", "-c", "-o", report)));
    return new Counted(SystemCalls.parse(Files.readString(report)), ended);
  }

  private static String failure(Counted counted) {
    return "Holotree: exit code " + counted.ended.exit() + ": " + counted.ended.message();
  }
}
