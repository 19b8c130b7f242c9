// SPDX-License-Identifier: Apache-2.0
package io.openinference.site;

import java.nio.file.Path;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The page of one Markdown file. */
record Page(Path file, Node content, String title, boolean hasApi) {

  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).build();

  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 64rem; padding: 1rem; color: #1f2328 }
      nav { border-bottom: 1px solid #d1d9e0; padding-bottom: .5rem } nav a { margin-right: 1rem }
      table { border-collapse: collapse; display: block; overflow-x: auto }
      th, td { border: 1px solid #d1d9e0; padding: .3rem .6rem; text-align: left; vertical-align: top }
      code, pre { font: 14px/1.45 ui-monospace, monospace; background: #f2f4f6 }
      pre { padding: .8rem; overflow-x: auto } code { padding: .1rem .3rem } pre code { padding: 0 }
      img { max-width: 100% } a { color: #0757b5 }
      """;

  /**
   * Reads a page.
   *
   * @param file the Markdown file, relative to the root
   * @param links turn its links into those of pages
   * @param hasApi whether the site has Javadoc
   */
  static Page of(Path file, String markdown, Links links, boolean hasApi) {
    Node content = PARSER.parse(markdown);
    StringBuilder title = new StringBuilder();
    content.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            link.setDestination(links.ofPage(file, link.getDestination()));
            visitChildren(link);
          }

          @Override
          public void visit(Image image) {
            image.setDestination(links.ofImage(file, image.getDestination()));
            visitChildren(image);
          }

          @Override
          public void visit(Heading heading) {
            if (title.isEmpty() && heading.getFirstChild() instanceof Text text) {
              title.append(text.getLiteral());
            }
            visitChildren(heading);
          }
        });
    return new Page(file, content, title.toString(), hasApi);
  }

  String html() {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <nav>%s</nav>
    <main>
    %s</main>
    </body>
    </html>
    """
        .formatted(title.replace("&", "&amp;").replace("<", "&lt;"), STYLE, navigation(), body());
  }

  private String body() {
    return RENDERER.render(content);
  }

  private String navigation() {
    StringBuilder links = new StringBuilder();
    addLink("index.html", "OpenInference for the JVM", links);
    addLink("examples/index.html", "Examples", links);
    addLink("CHANGELOG.html", "Changes", links);
    if (hasApi) {
      addLink("api/index.html", "Javadoc", links);
    }
    return links.toString();
  }

  private void addLink(String page, String text, StringBuilder links) {
    links
        .append("<a href=\"")
        .append(Links.relative(file, Path.of(page)))
        .append("\">")
        .append(text)
        .append("</a>");
  }
}
