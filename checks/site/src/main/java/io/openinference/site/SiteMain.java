// SPDX-License-Identifier: Apache-2.0
package io.openinference.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the site, and fails if a link in it leads nowhere. */
public final class SiteMain {

  /**
   * Writes the site.
   *
   * @param arguments the root of the repository, the folder to write to, and the address of the
   *     repository for links to sources
   */
  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[1]);
    int pages = new Site(Path.of(arguments[0]), target, arguments[2]).write();
    List<String> broken = HtmlLinks.broken(target);
    broken.forEach(System.out::println);
    if (!broken.isEmpty()) {
      throw new IllegalStateException(broken.size() + " links lead nowhere");
    }
    System.out.printf(
        "%d pages are in %s, and each link between them leads somewhere.%n", pages, target);
  }

  private SiteMain() {}
}
