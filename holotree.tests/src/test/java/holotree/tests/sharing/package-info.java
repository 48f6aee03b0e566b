/// Several users of one machine: who may write a library, who may read it, and what is refused.
package holotree.tests.sharing;
