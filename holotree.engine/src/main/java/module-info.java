import org.jspecify.annotations.NullMarked;

/// Records trees into a library and restores them. Start at [holotree.engine.Holotree].
@NullMarked
module holotree.engine {
  requires transitive holotree.api;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.dataformat.cbor;
  requires jdk.jfr;

  exports holotree.engine;

  uses holotree.api.codec.FrameCodec;
  uses holotree.api.fs.FileCloner;
  uses holotree.api.fs.FileSystemStrategy;
  uses holotree.api.prefetch.PrefetchPolicy;

  provides holotree.api.codec.FrameCodec with
      holotree.engine.builtin.StoredCodec;
  provides holotree.api.fs.FileSystemStrategy with
      holotree.engine.builtin.PortableStrategy;
  provides holotree.api.prefetch.PrefetchPolicy with
      holotree.engine.builtin.AdaptivePolicy;
}
