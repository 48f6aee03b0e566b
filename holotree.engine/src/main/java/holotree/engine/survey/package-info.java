/// Compares a space with what it is to be, by what the file system says of it and by the bytes of what
/// is not as it was placed. Start at [holotree.engine.survey.SpaceSurvey].
///
/// Not here: putting right what differs (`restore`), and comparing everything (`verify`).
package holotree.engine.survey;
