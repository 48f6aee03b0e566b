/// What belongs to one user: restored trees and what is known of them. Start at
/// [holotree.engine.space.Home].
///
/// Not here: how a tree is filled (`restore`) or compared (`verify`).
package holotree.engine.space;
