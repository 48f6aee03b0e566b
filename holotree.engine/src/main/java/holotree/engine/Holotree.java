package holotree.engine;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.api.ProgressListener;
import holotree.api.Spelling;
import holotree.api.fs.Durability;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoreLock;
import holotree.engine.discovery.Providers;
import holotree.engine.journal.JournalLine.Act;
import holotree.engine.library.Library;
import holotree.engine.library.Trust;
import holotree.engine.library.TrustedStore;
import holotree.engine.lock.OperationLocks;
import holotree.engine.space.Home;
import holotree.engine.space.HomeTrust;
import holotree.engine.stage.Stages;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The front desk: everything that can be done with one home and one library. Thread-safe; several may
/// be open at once, in this process and others.
///
/// Every method throws one of [holotree.api.error.HolotreeException]; each lists the kinds it throws on
/// purpose, and any may throw `RefusedException` or `NoSpaceException` for what the system refuses, and
/// `UnsafeException` for a library or home in which others than its owner can put something: see [Trust] and
/// [HomeTrust]. A library is written by its owner alone; everybody who may read it restores from it.
///
/// What is made in a library or a home, spaces apart, is made with mode 0755 (directories) or 0644 (files),
/// less the umask: nothing there is ever writable for the group or for all, and with umask 077 it is private.
/// Logs of builds and locks of owners (0600) and stages (0700) are always private. Entries of spaces have the
/// modes recorded, as have files that the pool shares with them by hard links.
public final class Holotree implements AutoCloseable {

  private final LibraryStore libraryStore;
  private final LibraryStore libraryNotes;
  private final LibraryStore homeStore;
  private final HolotreeOptions options;
  private final Providers providers;
  private final Probes probes;
  private final Desk desk;
  private final JournalDesk journal;

  /// With providers of the caller's choice.
  Holotree(HolotreeOptions options, Providers providers) {
    FileSystemStrategy strategy = providers.strategy();
    HomeTrust.require(strategy, options.home());
    this.libraryStore = strategy.store(options.library(), Durability.DURABLE);
    this.libraryNotes = strategy.store(options.library(), Durability.VOLATILE);
    this.homeStore = strategy.store(options.home(), Durability.VOLATILE);
    this.options = options;
    this.providers = providers;
    this.probes = new Probes(strategy);
    this.desk = desk("");
    this.journal = new JournalDesk(desk);
  }

  /// The desk for one operation.
  ///
  /// @param command what to tell others of it, as the command line that would do it
  private Desk desk(String command) {
    FileSystemStrategy strategy = providers.strategy();
    ProgressListener progress = options.progress();
    // New for each operation, since trust may have ended since the last one.
    Trust trust = new Trust(strategy, options.library());
    LibraryStore library = new TrustedStore(libraryStore, trust);
    LibraryStore notes = new TrustedStore(libraryNotes, trust);
    String holder = ("holotree " + command).strip();
    OperationLocks locks = new OperationLocks(library, notes, holder, progress);
    OperationLocks homeLocks = new OperationLocks(homeStore, homeStore, holder, progress);
    return new Desk(
        providers,
        strategy,
        new Library(library, options.library(), providers, locks, trust::isWriter),
        new Home(options.home(), homeStore, strategy, homeLocks),
        options.workers(),
        probes,
        progress);
  }

  /// Opens; nothing is made on disk before it is needed.
  ///
  /// @throws holotree.api.error.UnsafeException if two providers have the same id
  public static Holotree open(HolotreeOptions options) {
    return new Holotree(options, Providers.installed());
  }

  /// Records a tree: when it returns, the recording is complete and would survive a loss of power. The
  /// stage is only read. Interrupting the thread stops it within a second; what is then left of it in
  /// the library is no more than packs that nothing names.
  ///
  /// @throws holotree.api.error.NotFoundException if there is no such directory
  /// @throws holotree.api.error.UnsafeException if the stage holds what cannot be recorded, keeps
  ///     changing, or the name breaks the rule for names
  /// @throws holotree.api.error.ProviderMissingException if there is no such codec
  /// @throws IllegalArgumentException if the codec has no such level
  public RecordReceipt record(RecordRequest request) {
    String command = "record " + request.stage();
    return journal.noting(
        Act.RECORD,
        request.name(),
        () -> Interruptible.RECORD.run(() -> new RecordDesk(desk(command)).record(request)));
  }

  /// Restores a recording, every byte verified: into a new space, or onto one that is there, of which only
  /// what differs is made anew. On return the space is complete. On failure, or when the thread is
  /// interrupted, a new space is not there; one that was there is as it was, or marked incomplete until it
  /// is restored again, as the failure's meaning says.
  ///
  /// @throws holotree.api.error.NotFoundException if there is no such recording
  /// @throws holotree.api.error.CorruptException if a byte of it is not what was recorded
  /// @throws holotree.api.error.UnsafeException if something is at the target that is neither an empty
  ///     directory nor a space of this home, such as a copy of one, or the recording cannot be had at that
  ///     path
  /// @throws holotree.api.error.ProviderMissingException if this runtime lacks a codec it needs
  /// @throws holotree.api.error.BusyException if the target is being restored by another command, or
  ///     others use the space and it is not pristine
  public RestoreReceipt restore(RestoreRequest request) {
    String command = "restore " + request.recording();
    return journal.noting(
        Act.RESTORE,
        request.recording(),
        () -> Interruptible.RESTORE.run(() -> new RestoreDesk(desk(command)).restore(request)));
  }

  /// Restores what a blueprint describes; what is not in the library yet is built once, however many ask
  /// for it at a time, and recorded. If the build fails, nothing is recorded and no space is touched.
  /// Interrupting the thread ends the build.
  ///
  /// @throws holotree.api.error.BuildFailedException if the build command failed
  /// @throws holotree.api.error.NotFoundException if a source or the build command is not there
  /// @throws holotree.api.error.UnsafeException if the build left its stage empty; and as [#record] and
  ///     [#restore]
  public EnvReceipt env(EnvRequest request) {
    return new EnvDesk(desk("env " + request.name()), journal).env(request);
  }

  /// Restores or refreshes a space, and holds it in use: nobody removes or changes it until the answer is
  /// closed, which must be done before this object is. A space that others hold as well, with the catalog
  /// that is wanted, is used as it is.
  ///
  /// @throws holotree.api.error.NotFoundException if there is neither such a recording nor such a space
  /// @throws holotree.api.error.BusyException if another command uses it and it would have to change
  public HeldSpace hold(RestoreRequest request) {
    return new HoldDesk(desk("run " + request.recording()), journal).hold(request);
  }

  /// Makes an empty directory to build a tree in, whose path is as long as all such paths of the home. It
  /// is the caller's, who removes it.
  public StageReceipt stage() {
    return new StageReceipt(
        new Stages(desk.home().path(), desk.home().store(), desk.strategy()).create());
  }

  /// Compares a space with its catalog, every byte. Changes nothing.
  ///
  /// @throws holotree.api.error.NotFoundException if it is no space of the home
  public VerifyReport verify(Target space) {
    String command = "verify " + text(space);
    return journal.noting(
        Act.VERIFY,
        null,
        () -> Interruptible.VERIFY.run(() -> new SpaceDesk(desk(command)).verify(space)));
  }

  /// Removes a space and its state.
  ///
  /// @throws holotree.api.error.NotFoundException if it is no space of the home
  /// @throws holotree.api.error.BusyException if another command uses it
  public DeleteReceipt delete(Target space) {
    return new SpaceDesk(desk("delete " + text(space))).delete(space);
  }

  /// The recordings of the library.
  ///
  /// @throws holotree.api.error.CorruptException if a name is damaged
  public Listing list() {
    Library library = desk.library();
    List<Listing.Recording> recordings = new OverviewDesk(desk).recordings();
    Library.PackTotals packs = library.packTotals();
    return new Listing(library.path(), recordings, packs.count(), packs.bytes());
  }

  /// The spaces of the home. No tree is looked into, and no other command is held up.
  ///
  /// @throws holotree.api.error.CorruptException if a name is damaged
  public SpaceListing spaces() {
    return new OverviewDesk(desk).spaces();
  }

  /// The library and the home at a glance. No tree is looked into.
  ///
  /// @param poolLimit how large the pool may grow, bytes
  /// @throws holotree.api.error.CorruptException if a name is damaged
  public StatusReport status(long poolLimit) {
    return new OverviewDesk(desk).status(poolLimit);
  }

  /// What has to change to make one recording the other. No content is read.
  ///
  /// @param recording a name, a catalog id, or the first 8 or more digits of one
  /// @param other likewise
  /// @throws holotree.api.error.NotFoundException if there is no such recording
  /// @throws holotree.api.error.CorruptException if a catalog is damaged
  public DiffReport diff(String recording, String other) {
    return new DiffDesk(desk).diff(recording, other);
  }

  /// What has to change to make a space the other recording, as that would be restored there: every
  /// byte of the space is compared. Changes nothing.
  ///
  /// @param other a name, a catalog id, or the first 8 or more digits of one
  /// @throws holotree.api.error.NotFoundException if it is no space of the home, or there is no such
  ///     recording
  /// @throws holotree.api.error.BusyException if another command changes it
  public DiffReport diff(Target space, String other) {
    return new DiffDesk(desk).diff(space, other);
  }

  /// What was restored, recorded and verified in the home in the last days, today included, as its journal
  /// tells.
  ///
  /// @param days 1 or more; days are those of UTC
  /// @throws IllegalArgumentException if `days` is less than 1
  public StatsReport stats(int days) {
    if (days < 1) {
      throw new IllegalArgumentException("days are 1 or more, not " + days);
    }
    return new StatsDesk(desk).run(days, Instant.now());
  }

  /// Checks the library. What is wrong, or cannot be read, is told, not repaired; nothing is changed.
  ///
  /// @param readData whether every byte is read and digested; else the structures alone
  /// @throws holotree.api.error.NotFoundException if there is no library
  /// @throws holotree.api.error.FormatVersionException if something in it is of a version that this release
  ///     cannot judge
  public CheckReport check(boolean readData) {
    return Interruptible.VERIFY.run(() -> new CheckDesk(desk("check")).check(readData));
  }

  /// Checks the library, every byte, and heals it. What is damaged goes into `quarantine`; nothing is deleted.
  /// Contents are brought back from damaged packs, the home's pool and its spaces, each verified. Recordings whose
  /// contents are nowhere go into quarantine too, and come back with a later healing that finds them. What cannot be
  /// read stays, and so do recordings that may need it. Others wait while it heals, not while it reads.
  ///
  /// @throws holotree.api.error.NotFoundException if there is no library
  /// @throws holotree.api.error.BusyException if garbage is being collected, or those that use the library take
  ///     longer than ten minutes
  public CheckReport heal() {
    return Interruptible.HEAL.run(() -> new CheckDesk(desk("check --heal")).heal());
  }

  /// Collects garbage: deletes the recordings that nothing stands for and, where limits are given, those that
  /// exceed them, and the packs that nothing needs; writes anew what is needed of packs that are mostly garbage.
  /// A recording stays that is pinned, that a space of the home was restored from, or that a program runs in;
  /// within the limits one that a name or a blueprint stands for. It needs free space only to compact. Others
  /// may record and restore meanwhile; they wait while it deletes.
  ///
  /// @throws holotree.api.error.NotFoundException if there is no library, or no recording to be kept
  /// @throws holotree.api.error.CorruptException if it cannot be known what is needed; nothing was deleted
  /// @throws holotree.api.error.BusyException if another collection is at work, or those that use the library
  ///     take longer than ten minutes
  public GcReport gc(GcRequest request) {
    return Interruptible.GC.run(() -> new GcDesk(desk("gc")).run(request));
  }

  /// Encodes all that the library holds anew, with another codec or at another level; recordings keep their ids.
  /// Every byte is verified on the way, and read back before what held it goes. Others may record and restore
  /// meanwhile; they wait while old packs are deleted. It needs as much free space as the library takes.
  ///
  /// @param codec id of a codec; null for the best that is present
  /// @param level one of its levels; null for its default
  /// @throws holotree.api.error.NotFoundException if there is no library
  /// @throws holotree.api.error.ProviderMissingException if there is no such codec
  /// @throws holotree.api.error.BusyException if garbage is being collected, or those that use the library take
  ///     longer than ten minutes; all is there then, some of it twice
  /// @throws IllegalArgumentException if the codec has no such level
  public RecompressReceipt recompress(@Nullable String codec, @Nullable Integer level) {
    return Interruptible.RECOMPRESS.run(
        () -> new RecompressDesk(desk("recompress")).run(codec, level));
  }

  /// Lets a name, or whatever stands for a recording that is given by its id, stand for it no longer. Its bytes
  /// stay until garbage is collected.
  ///
  /// @param recording a name, a catalog id, or the first 8 or more digits of one
  /// @throws holotree.api.error.NotFoundException if there is no such recording
  /// @throws holotree.api.error.UnsafeException if it is pinned
  public EvictReceipt evict(String recording) {
    return new KeepDesk(desk("evict " + recording)).evict(recording);
  }

  /// Pins a recording: no collection takes it, whatever stands for it.
  ///
  /// @param recording a name, a catalog id, or the first 8 or more digits of one
  /// @throws holotree.api.error.NotFoundException if there is no such recording
  public PinReceipt pin(String recording) {
    return new KeepDesk(desk("pin " + recording)).pin(recording);
  }

  /// Takes the pin away.
  ///
  /// @param recording a name, a catalog id, or the first 8 or more digits of one
  /// @throws holotree.api.error.NotFoundException if there is no such recording
  public PinReceipt unpin(String recording) {
    return new KeepDesk(desk("unpin " + recording)).unpin(recording);
  }

  /// What a recording holds.
  ///
  /// @param recording a name, a catalog id, or the first 8 or more digits of one
  /// @throws holotree.api.error.NotFoundException if there is no such recording
  /// @throws holotree.api.error.CorruptException if its catalog is damaged
  public Summary show(String recording) {
    Library library = desk.library();
    library.checkFormat();
    Digest id;
    Catalog catalog;
    try (StoreLock _ = library.locks().shared()) {
      id = library.resolve(recording);
      catalog = library.catalog(id);
    }
    CatalogTotals totals = CatalogTotals.of(catalog);
    return new Summary(
        id,
        library.names().names().stream()
            .filter(name -> id.equals(library.names().get(name)))
            .toList(),
        totals.directories(),
        totals.files(),
        totals.symlinks(),
        totals.bytes(),
        catalog.relocatedEntries(),
        Math.max(catalog.stageLength(Spelling.GIVEN), catalog.stageLength(Spelling.RESOLVED)),
        catalog);
  }

  /// What this runtime is made of.
  public static RuntimeReport runtime() {
    return RuntimeInspection.run(Providers.installed());
  }

  @Override
  public void close() {
    homeStore.close();
    libraryNotes.close();
    libraryStore.close();
  }

  private static String text(Target space) {
    return switch (space) {
      case Target.Space(String name) -> name;
      case Target.Directory(Path path) -> path.toString();
    };
  }

  /// What the parts of the front desk share.
  ///
  /// @param workers how many threads work at once
  /// @param probes what is known of how places share files
  /// @param progress hears how the operation gets on
  record Desk(
      Providers providers,
      FileSystemStrategy strategy,
      Library library,
      Home home,
      int workers,
      Probes probes,
      ProgressListener progress) {}

  /// Counts over a catalog.
  record CatalogTotals(long directories, long files, long symlinks, long bytes) {

    static CatalogTotals of(Catalog catalog) {
      long directories = 0;
      long symlinks = 0;
      long bytes = 0;
      for (int entry = 0; entry < catalog.size(); entry++) {
        EntryType type = catalog.type(entry);
        directories += type == EntryType.DIRECTORY ? 1 : 0;
        symlinks += type == EntryType.SYMLINK ? 1 : 0;
        bytes += type == EntryType.FILE ? catalog.size(entry) : 0;
      }
      return new CatalogTotals(
          directories, catalog.size() - directories - symlinks, symlinks, bytes);
    }
  }
}
