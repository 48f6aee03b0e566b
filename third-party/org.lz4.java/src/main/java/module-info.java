/// lz4-java, whose own jar names its module in the manifest alone, so that `jlink` would not take it.
module org.lz4.java {
  requires jdk.unsupported;

  exports net.jpountz.lz4;
}
