// SPDX-License-Identifier: Apache-2.0
package io.openinference.site;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The pages of a repository: one of each Markdown file, in the folders of the repository. */
final class Site {

  /** Folders without documentation. */
  private static final Set<String> LEFT_OUT =
      Set.of("src", "target", "node_modules", ".git", ".github");

  private final Path root;
  private final Path target;
  private final Links links;

  /**
   * Creates a site.
   *
   * @param root the root of the repository
   * @param target the folder to write to
   * @param repository the address for links to files that are no pages
   */
  Site(Path root, Path target, String repository) {
    this.root = root.toAbsolutePath().normalize();
    this.target = target.toAbsolutePath().normalize();
    this.links = new Links(this.root, repository);
  }

  /** Writes all pages and the images that they show, and returns the number of pages. */
  int write() throws IOException {
    List<Path> files = markdownFiles();
    for (Path file : files) {
      Path relative = root.relativize(file);
      Path page = target.resolve(Links.pageOf(relative));
      Files.createDirectories(page.getParent());
      Files.writeString(page, Page.of(relative, Files.readString(file), links, hasApi()).html());
    }
    for (Path image : links.images()) {
      Path copy = target.resolve(root.relativize(image));
      Files.createDirectories(copy.getParent());
      Files.copy(image, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return files.size();
  }

  /** Tells whether the Javadoc of all modules is there already. */
  private boolean hasApi() {
    return Files.exists(target.resolve("api/index.html"));
  }

  private List<Path> markdownFiles() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean isLeftOut = LEFT_OUT.contains(folder.getFileName().toString());
            return isLeftOut && !folder.equals(root)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }
}
