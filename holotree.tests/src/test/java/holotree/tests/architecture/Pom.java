package holotree.tests.architecture;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/// A `pom.xml` as it is written: nothing inherited, no property replaced.
final class Pom {

  private final Document document;

  private Pom(Document document) {
    this.document = document;
  }

  /// The one in `folder`.
  ///
  /// @param folder relative to the root
  static Pom in(String folder) {
    Path file = Project.root().resolve(folder).resolve("pom.xml");
    try {
      return new Pom(
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toUri().toString()));
    } catch (Exception e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  /// The texts of the elements at `path`, an XPath from below the root element, in their order.
  List<String> texts(String path) {
    try {
      NodeList found =
          (NodeList)
              XPathFactory.newInstance()
                  .newXPath()
                  .evaluate("/project/" + path, document, XPathConstants.NODESET);
      return IntStream.range(0, found.getLength())
          .mapToObj(i -> found.item(i).getTextContent().strip())
          .toList();
    } catch (Exception e) {
      throw new IllegalStateException("no path: " + path, e);
    }
  }

  /// The text of the one element at `path`.
  String text(String path) {
    List<String> texts = texts(path);
    if (texts.size() != 1) {
      throw new IllegalStateException("not one element at " + path + " but " + texts);
    }
    return texts.getFirst();
  }
}
