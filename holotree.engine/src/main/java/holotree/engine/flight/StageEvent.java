package holotree.engine.flight;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A piece of one stage's work, as the recorder sees it. Nothing here may name the classes below: the
/// recorder rewrites each while it is being loaded, and looks at this one first.
@Category("Holotree")
@StackTrace(false)
abstract class StageEvent extends Event {

  @Label("Items")
  long items;

  @Label("Bytes")
  @DataAmount
  long bytes;

  @Name("holotree.Scan")
  @Label("Scan")
  static final class Scan extends StageEvent {}

  @Name("holotree.Read")
  @Label("Read and Digest")
  static final class Read extends StageEvent {}

  @Name("holotree.Encode")
  @Label("Encode Frame")
  static final class Encode extends StageEvent {}

  @Name("holotree.Append")
  @Label("Append Frame")
  static final class Append extends StageEvent {}

  @Name("holotree.Publish")
  @Label("Publish")
  static final class Publish extends StageEvent {}

  @Name("holotree.Survey")
  @Label("Survey Space")
  static final class Survey extends StageEvent {}

  @Name("holotree.Clear")
  @Label("Remove What Differs")
  static final class Clear extends StageEvent {}

  @Name("holotree.Plan")
  @Label("Plan")
  static final class Plan extends StageEvent {}

  @Name("holotree.Fetch")
  @Label("Fetch Frame")
  static final class Fetch extends StageEvent {}

  @Name("holotree.Decode")
  @Label("Decode Frame")
  static final class Decode extends StageEvent {}

  @Name("holotree.Place")
  @Label("Verify and Place Frame")
  static final class Place extends StageEvent {}

  @Name("holotree.Share")
  @Label("Share with Pool")
  static final class Share extends StageEvent {}

  @Name("holotree.Pool")
  @Label("Add to Pool")
  static final class Pool extends StageEvent {}

  @Name("holotree.Finish")
  @Label("Finish Directories")
  static final class Finish extends StageEvent {}
}
