/// The doubles of the testkit over strategies that ask whose a file is.
package holotree.tests.doubles;
