/// The codec `lz4`: LZ4 blocks by lz4-java. Start at [holotree.codec.lz4.Lz4Codec]; only
/// [holotree.codec.lz4.Lz4Binding] knows the native library. Checksums are not here: the engine has its
/// own.
package holotree.codec.lz4;
