/// A tree that holds its own path works wherever it is restored.
package holotree.tests.relocation;
