// SPDX-License-Identifier: Apache-2.0
package io.openinference.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

  private static final String REPOSITORY = "https://example.com/project";

  @TempDir Path folder;

  @Test
  void makesAPageOfEachMarkdownFileWhoseLinksLeadSomewhere() throws IOException {
    int pages = new Site(Path.of("../.."), folder, REPOSITORY).write();

    assertThat(pages).isGreaterThan(40);
    assertThat(HtmlLinks.broken(folder)).isEmpty();
    assertThat(folder.resolve("index.html"))
        .content()
        .contains("<table>", "href=\"sdk/index.html\"", "src=\"viewer/trace.png\"");
    assertThat(folder.resolve("viewer/trace.png")).exists();
  }

  @Test
  void leadsToPagesAndToSources() throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.createDirectories(root.resolve("module/src"));
    Files.writeString(root.resolve("module/src/Code.java"), "");
    Files.writeString(root.resolve("module/README.md"), "# A & B\n\n## First part\n");
    Files.writeString(
        root.resolve("README.md"),
        "[m](module/README.md#first-part) [f](module) [s](module/src/Code.java) [w](https://a.b)");

    Path site = folder.resolve("site");
    new Site(root, site, REPOSITORY).write();

    assertThat(site.resolve("index.html"))
        .content()
        .contains(
            "href=\"module/index.html#first-part\"",
            "href=\"module/index.html\"",
            "href=\"https://example.com/project/blob/main/module/src/Code.java\"",
            "href=\"https://a.b\"");
    assertThat(site.resolve("module/index.html")).content().contains("<title>A &amp; B</title>");
  }

  @Test
  void findsLinksThatLeadNowhere() throws IOException {
    Files.writeString(
        folder.resolve("a.html"),
        "<p id=\"here\"><a href=\"#here\"></a><a href=\"#gone\"></a><a href=\"b.html\"></a>"
            + "<a href=\"../c.html\"></a><img alt=\"\" src=\"d.png\"><a href=\"a.html#here\"></a>"
            + "<i id=\"&lt;init&gt;()\"></i><a href=\"#%3Cinit%3E()\"></a><a href=\"#%3Cinit%3E(int)\"></a>");

    assertThat(HtmlLinks.broken(folder))
        .containsExactly(
            "a.html: #gone",
            "a.html: b.html",
            "a.html: ../c.html",
            "a.html: d.png",
            "a.html: #%3Cinit%3E(int)");
  }
}
