/// What every implementation of a service interface promises, as tests: extend the suite of the interface in
/// the tests of the implementation. Each test is named for the promise, as the interface numbers them, that it
/// shows.
package holotree.testkit.contract;
