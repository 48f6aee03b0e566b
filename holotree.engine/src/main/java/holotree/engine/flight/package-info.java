/// What each stage does and how long it takes, as events of the JDK Flight Recorder; nothing where it
/// does not record. Start at [holotree.engine.flight.Stage].
package holotree.engine.flight;
