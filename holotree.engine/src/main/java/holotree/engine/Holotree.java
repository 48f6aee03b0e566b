package holotree.engine;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.api.Spelling;
import holotree.api.fs.Durability;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.engine.discovery.Providers;
import holotree.engine.library.Library;
import holotree.engine.space.Home;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The front desk: everything that can be done with one home and one library. Thread-safe; several may
/// be open at once, in this process and others.
///
/// Every method throws one of [holotree.api.error.HolotreeException]; each lists the kinds it throws on
/// purpose, and any may throw `RefusedException` or `NoSpaceException` for what the system refuses.
public final class Holotree implements AutoCloseable {

  private final LibraryStore libraryStore;
  private final LibraryStore homeStore;
  private final Desk desk;

  private Holotree(HolotreeOptions options, Providers providers) {
    FileSystemStrategy strategy = providers.strategy();
    this.libraryStore = strategy.store(options.library(), Durability.DURABLE);
    this.homeStore = strategy.store(options.home(), Durability.VOLATILE);
    this.desk =
        new Desk(
            providers,
            strategy,
            new Library(libraryStore, options.library(), providers),
            new Home(options.home(), homeStore, strategy),
            options.workers(),
            new Probes(strategy));
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
    return new RecordDesk(desk).record(request);
  }

  /// Restores a recording into a new space, every byte verified. On return the space is complete; on
  /// failure, or when the thread is interrupted, the target is as it was.
  ///
  /// @throws holotree.api.error.NotFoundException if there is no such recording
  /// @throws holotree.api.error.CorruptException if a byte of it is not what was recorded
  /// @throws holotree.api.error.UnsafeException if something is at the target that is not an empty
  ///     directory, or the recording cannot be had at that path
  /// @throws holotree.api.error.ProviderMissingException if this runtime lacks a codec it needs
  /// @throws holotree.api.error.BusyException if the target is being restored by another command
  public RestoreReceipt restore(RestoreRequest request) {
    return new RestoreDesk(desk).restore(request);
  }

  /// Compares a space with its catalog, every byte. Changes nothing.
  ///
  /// @throws holotree.api.error.NotFoundException if it is no space of the home
  public VerifyReport verify(Target space) {
    return new SpaceDesk(desk).verify(space);
  }

  /// Removes a space and its state.
  ///
  /// @throws holotree.api.error.NotFoundException if it is no space of the home
  /// @throws holotree.api.error.BusyException if another command uses it
  public DeleteReceipt delete(Target space) {
    return new SpaceDesk(desk).delete(space);
  }

  /// The recordings of the library.
  ///
  /// @throws holotree.api.error.CorruptException if a name is damaged
  public Listing list() {
    Library library = desk.library();
    library.checkFormat();
    List<Listing.Recording> recordings =
        library.names().names().stream().map(this::recording).filter(Objects::nonNull).toList();
    Library.PackTotals packs = library.packTotals();
    return new Listing(library.path(), recordings, packs.count(), packs.bytes());
  }

  /// What a recording holds.
  ///
  /// @param recording a name, a catalog id, or the first 8 or more digits of one
  /// @throws holotree.api.error.NotFoundException if there is no such recording
  /// @throws holotree.api.error.CorruptException if its catalog is damaged
  public Summary show(String recording) {
    Library library = desk.library();
    library.checkFormat();
    Digest id = library.resolve(recording);
    Catalog catalog = library.catalog(id);
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
    libraryStore.close();
  }

  private Listing.@Nullable Recording recording(String name) {
    Digest catalog = desk.library().names().get(name);
    return catalog == null ? null : new Listing.Recording(name, catalog);
  }

  /// What the parts of the front desk share.
  ///
  /// @param workers how many threads work at once
  /// @param probes what is known of how places share files
  record Desk(
      Providers providers,
      FileSystemStrategy strategy,
      Library library,
      Home home,
      int workers,
      Probes probes) {}

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
