import org.jspecify.annotations.NullMarked;

/// Contract suites for whoever implements a service interface, and doubles for whoever uses one. In no image.
@NullMarked
@SuppressWarnings("requires-automatic") // AssertJ has no descriptor
module holotree.testkit {
  requires transitive holotree.api;
  requires transitive org.junit.jupiter.api;
  requires org.assertj.core;

  exports holotree.testkit.contract;
  exports holotree.testkit.crash;
  exports holotree.testkit.fault;
  exports holotree.testkit.forward;
  exports holotree.testkit.windows;
}
