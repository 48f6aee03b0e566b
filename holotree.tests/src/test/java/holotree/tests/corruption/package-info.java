/// Whatever happens to bytes or processes, no wrong byte is restored and nothing is left lying about.
package holotree.tests.corruption;
