/// The tests of the whole: what no single module can show.
@SuppressWarnings("requires-automatic") // ArchUnit and AssertJ have no descriptor
open module holotree.tests {
  requires com.networknt.schema;
  requires com.tngtech.archunit;
  requires holotree.api;
  requires holotree.cli;
  requires holotree.codec.lz4;
  requires holotree.codec.zstd;
  requires holotree.engine;
  requires holotree.fs.posix;
  requires holotree.testkit;
  requires java.xml;
  requires jdk.jfr;
  requires org.assertj.core;
  requires org.junit.jupiter;
  requires org.junit.platform.launcher;
  requires tools.jackson.databind; // seen in the signatures of the schema validator

  uses holotree.api.fs.FileSystemStrategy;
}
