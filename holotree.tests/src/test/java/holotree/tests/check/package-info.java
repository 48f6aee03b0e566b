/// What a check finds and what healing brings back.
package holotree.tests.check;
