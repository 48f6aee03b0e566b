/// What garbage collection takes and what it leaves.
package holotree.tests.gc;
