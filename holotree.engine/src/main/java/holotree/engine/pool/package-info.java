/// The pool: plain copies of contents in the home, which spaces share by hard links or reflinks. A
/// cache: it may be emptied at any time, and nothing in it is believed before it was digested. Start at
/// [holotree.engine.pool.Pool].
package holotree.engine.pool;
