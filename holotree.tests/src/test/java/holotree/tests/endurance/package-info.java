/// Many at once, and for long. Start at [holotree.tests.endurance.ManyProcessesIT].
package holotree.tests.endurance;
