// SPDX-License-Identifier: Apache-2.0
package io.openinference.site;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds links between the pages of a site that lead nowhere. */
final class HtmlLinks {

  /**
   * Its list of packages leads to prefixes of packages, which the Javadoc of JDK 17 does not mark.
   */
  private static final Path CONSTANTS = Path.of("api", "constant-values.html");

  private static final Pattern LINK =
      Pattern.compile("<(?:a|img)\\s[^>]*?(?:href|src)=\"([^\"]*)\"");

  private final Path site;
  private final Map<Path, String> texts = new HashMap<>();

  private HtmlLinks(Path site) {
    this.site = site;
  }

  /** Returns a line for each link that leads to no file or to no element. */
  static List<String> broken(Path site) throws IOException {
    HtmlLinks links = new HtmlLinks(site);
    List<String> broken = new ArrayList<>();
    try (Stream<Path> files = Files.walk(site)) {
      for (Path page : files.filter(file -> file.toString().endsWith(".html")).sorted().toList()) {
        links.addBroken(page, broken);
      }
    }
    return broken;
  }

  private void addBroken(Path page, List<String> broken) throws IOException {
    for (String link :
        LINK.matcher(text(page)).results().map(match -> match.group(1)).distinct().toList()) {
      if (!isUnmarkedPrefix(page, link) && !leadsSomewhere(page, link.replace("&amp;", "&"))) {
        broken.add(site.relativize(page) + ": " + link);
      }
    }
  }

  private boolean isUnmarkedPrefix(Path page, String link) {
    return link.startsWith("#") && page.equals(site.resolve(CONSTANTS));
  }

  private boolean leadsSomewhere(Path page, String link) throws IOException {
    if (link.startsWith("javascript:") || URI.create(link).isAbsolute()) {
      return true;
    }
    String[] parts = link.split("#", 2);
    String file = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!target.startsWith(site) || !Files.isRegularFile(target)) {
      return false;
    }
    return parts.length == 1 || parts[1].isEmpty() || hasElement(target, parts[1]);
  }

  /** Says whether a page has the element of a fragment, such as {@code %3Cinit%3E()}. */
  private boolean hasElement(Path page, String fragment) throws IOException {
    String id = URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
    String attribute = id.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return text(page).contains("id=\"" + attribute + "\"");
  }

  private String text(Path page) throws IOException {
    String known = texts.get(page);
    if (known == null) {
      known = Files.readString(page);
      texts.put(page, known);
    }
    return known;
  }
}
