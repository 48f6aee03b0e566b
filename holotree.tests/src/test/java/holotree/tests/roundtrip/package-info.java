/// A tree that is recorded and restored is the same tree.
package holotree.tests.roundtrip;
