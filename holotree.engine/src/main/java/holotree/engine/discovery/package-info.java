/// Finds the providers of the services. Start at [holotree.engine.discovery.Providers]; nothing
/// else in the module uses a ServiceLoader.
package holotree.engine.discovery;
