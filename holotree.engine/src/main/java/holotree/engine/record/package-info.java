/// Records a tree: scan, find relocations, digest, admit, encode, append, seal, publish. Start at
/// [holotree.engine.record.RecordPipeline].
package holotree.engine.record;
