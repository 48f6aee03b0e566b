/// Tests that a restore onto a space puts right what differs, and nothing else.
package holotree.tests.refresh;
