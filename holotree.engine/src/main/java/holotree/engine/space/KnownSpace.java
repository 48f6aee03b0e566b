package holotree.engine.space;

import holotree.api.Digest;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a home knows of one of its spaces, without a look into its tree.
///
/// @param space its id
/// @param name its name in the home; null for one elsewhere
/// @param target where it is or was to be, absolute
/// @param complete whether it was restored to the end, and nothing has begun to change it since
/// @param catalog what it was restored from; null while it is built
/// @param entries files, directories and symlinks in it; 0 while it is built
/// @param bytes length of its files as placed; 0 while it is built
/// @param since when its state, or the mark that it is incomplete, was written
/// @param missing whether what was restored is no longer at its path
/// @param busy whether it is being restored, refreshed or deleted right now
public record KnownSpace(
    String space,
    @Nullable String name,
    Path target,
    boolean complete,
    @Nullable Digest catalog,
    long entries,
    long bytes,
    Instant since,
    boolean missing,
    boolean busy) {}
