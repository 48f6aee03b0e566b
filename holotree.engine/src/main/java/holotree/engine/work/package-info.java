/// Threads of one operation. Start at [holotree.engine.work.Workers].
package holotree.engine.work;
