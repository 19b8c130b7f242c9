// SPDX-License-Identifier: Apache-2.0
package io.openinference.site;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Turns the links of Markdown files into links of pages. */
final class Links {

  private final Path root;
  private final String repository;
  private final Set<Path> images = new TreeSet<>();

  Links(Path root, String repository) {
    this.root = root;
    this.repository = repository;
  }

  /** Returns the page of a Markdown file. A README is the page of its folder. */
  static Path pageOf(Path markdown) {
    String name = markdown.getFileName().toString();
    String page =
        name.equals("README.md") ? "index.html" : name.substring(0, name.length() - 3) + ".html";
    return markdown.resolveSibling(page);
  }

  /**
   * Returns the destination of a link on the page of a file.
   *
   * @param from the Markdown file, relative to the root
   */
  String ofPage(Path from, String destination) {
    if (destination.startsWith("#") || URI.create(destination).isAbsolute()) {
      return destination;
    }
    String[] parts = destination.split("#", 2);
    String fragment = parts.length == 2 ? "#" + parts[1] : "";
    Path file = root.resolve(from).resolveSibling(parts[0]).normalize();
    Path markdown = Files.isDirectory(file) ? file.resolve("README.md") : file;
    if (markdown.toString().endsWith(".md") && Files.exists(markdown)) {
      return relative(from, pageOf(root.relativize(markdown))) + fragment;
    }
    return sourceOf(file) + fragment;
  }

  /** Returns the source of an image, which is copied to the site. */
  String ofImage(Path from, String destination) {
    if (!URI.create(destination).isAbsolute()) {
      images.add(root.resolve(from).resolveSibling(destination).normalize());
    }
    return destination;
  }

  Set<Path> images() {
    return images;
  }

  private String sourceOf(Path file) {
    String kind = Files.isDirectory(file) ? "tree" : "blob";
    return repository + "/" + kind + "/main/" + withSlashes(root.relativize(file));
  }

  /** Returns the way from the page of a file to another page. */
  static String relative(Path from, Path page) {
    Path folder = from.getParent();
    return withSlashes(folder == null ? page : folder.relativize(page));
  }

  private static String withSlashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
