import org.jspecify.annotations.NullMarked;

/// Doubles of the service interfaces, for the tests of whoever uses or implements one. In no image.
@NullMarked
module holotree.testkit {
  requires transitive holotree.api;

  exports holotree.testkit.crash;
  exports holotree.testkit.fault;
  exports holotree.testkit.forward;
}
