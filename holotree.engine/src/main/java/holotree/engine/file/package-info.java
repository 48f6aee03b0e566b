/// Small files of a store, read and written whole. Start at [holotree.engine.file.WholeFile].
package holotree.engine.file;
