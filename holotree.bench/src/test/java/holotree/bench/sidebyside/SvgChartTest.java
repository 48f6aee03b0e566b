package holotree.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgChartTest {

  private static final List<Row> ROWS =
      List.of(
          row("restore", 1, "tar", 2, Optional.of(Bar.of(1.15))),
          row("restore", 1, "a <b> & \"c\"", 4, Optional.of(Bar.of(0.1))),
          row("record", 3, "tar", 1, Optional.empty()),
          Row.missing("reflink", "not offered"));

  @Test
  void picture_isWellFormedAndEscaped() throws Exception {
    assertThat(texts()).contains("T & <U>", "a <b> & \"c\"");
  }

  @Test
  void bars_areAsLongAsTheirFiguresWithinAPanel() throws Exception {
    // Two panels: Holotree, two peers; Holotree, one peer.
    assertThat(widths()).containsExactly(100.0, 200.0, 400.0, 400.0, 133.3);
  }

  @Test
  void ratiosAndBars_standBesideThePeers() throws Exception {
    assertThat(texts())
        .contains(
            "2.00 s, Holotree 0.50x, bar 1.15x kept",
            "4.00 s, Holotree 0.25x, bar 0.1x MISSED",
            "1.00 s, Holotree 3.00x");
  }

  @Test
  void whatWasNotMeasured_isLeftOut() throws Exception {
    assertThat(texts()).doesNotContain("reflink");
  }

  private static Row row(String work, long ours, String peer, long theirs, Optional<Bar> bar) {
    return Row.ofFigures(work, Unit.SECONDS, ours, peer, theirs, bar, "");
  }

  private static List<String> texts() throws Exception {
    List<String> all = new ArrayList<>();
    NodeList texts = picture().getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++) {
      all.add(texts.item(i).getTextContent());
    }
    return all;
  }

  private static List<Double> widths() throws Exception {
    List<Double> all = new ArrayList<>();
    NodeList rectangles = picture().getElementsByTagName("rect");
    for (int i = 1; i < rectangles.getLength(); i++) { // the first is the background
      all.add(Double.valueOf(((Element) rectangles.item(i)).getAttribute("width")));
    }
    return all;
  }

  private static Document picture() throws Exception {
    String svg = new SvgChart("T & <U>", "two rounds", ROWS).svg();
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
