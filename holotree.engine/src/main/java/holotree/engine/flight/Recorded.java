package holotree.engine.flight;

/// Makes the recorder's events. Not loaded unless it records.
final class Recorded {

  private Recorded() {}

  /// Begins a piece of work that someone looks at.
  static Span begin(Stage stage) {
    StageEvent event =
        switch (stage) {
          case SCAN -> new StageEvent.Scan();
          case READ -> new StageEvent.Read();
          case ENCODE -> new StageEvent.Encode();
          case APPEND -> new StageEvent.Append();
          case PUBLISH -> new StageEvent.Publish();
          case SURVEY -> new StageEvent.Survey();
          case CLEAR -> new StageEvent.Clear();
          case PLAN -> new StageEvent.Plan();
          case FETCH -> new StageEvent.Fetch();
          case DECODE -> new StageEvent.Decode();
          case PLACE -> new StageEvent.Place();
          case SHARE -> new StageEvent.Share();
          case POOL -> new StageEvent.Pool();
          case FINISH -> new StageEvent.Finish();
        };
    event.begin();
    return (items, bytes) -> {
      if (event.shouldCommit()) {
        event.items = items;
        event.bytes = bytes;
        event.commit();
      }
    };
  }
}
