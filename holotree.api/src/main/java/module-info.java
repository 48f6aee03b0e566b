import org.jspecify.annotations.NullMarked;

/// What a Holotree runtime is made of: the service interfaces for codecs, file systems and prefetch
/// policies, the values they share, and the errors everyone throws. Requires `java.base` alone.
@NullMarked
module holotree.api {
  requires static transitive org.jspecify;

  exports holotree.api;
  exports holotree.api.codec;
  exports holotree.api.error;
  exports holotree.api.fs;
  exports holotree.api.prefetch;
}
