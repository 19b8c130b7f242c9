// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.snippets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Markdown file of the repository, read into lines. */
record MarkdownFile(Path path, List<String> lines) {

  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final Set<String> OTHER_FOLDERS = Set.of("src", "target", "node_modules");
  private static final Pattern FENCE = Pattern.compile("^\\s*```(\\w*)\\s*$");
  private static final Pattern SETUP = Pattern.compile("^\\s*<!-- snippet: (.*) -->$");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} (.*)$");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");

  /** Returns all Markdown files that readers see, sorted by path. */
  static List<MarkdownFile> all() {
    List<Path> paths = new ArrayList<>();
    try {
      Files.walkFileTree(ROOT, new Collector(paths));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return paths.stream().sorted().map(MarkdownFile::read).toList();
  }

  static MarkdownFile read(Path path) {
    try {
      return new MarkdownFile(path, Files.readAllLines(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns {@code path:line}, with the path from the root of the repository. */
  String location(int line) {
    return ROOT.relativize(path) + ":" + line;
  }

  String text() {
    return String.join("\n", lines);
  }

  /** Returns the fenced blocks. An unclosed block ends with the file. */
  List<CodeBlock> codeBlocks() {
    List<CodeBlock> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (fence.matches()) {
        int end = endOfBlock(i + 1);
        blocks.add(new CodeBlock(this, i + 2, fence.group(1), lines.subList(i + 1, end), setup(i)));
        i = end;
      }
    }
    return blocks;
  }

  private int endOfBlock(int first) {
    int end = first;
    while (end < lines.size() && !FENCE.matcher(lines.get(end)).matches()) {
      end++;
    }
    return end;
  }

  private String setup(int fence) {
    StringBuilder setup = new StringBuilder();
    for (int i = fence - 1; i >= 0; i--) {
      Matcher comment = SETUP.matcher(lines.get(i));
      if (comment.matches()) {
        setup.insert(0, comment.group(1) + " ");
      } else if (!lines.get(i).isBlank()) {
        break;
      }
    }
    return setup.toString();
  }

  /** Returns the anchors that GitHub gives to the headings. */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> repeats = new HashMap<>();
    for (String line : prose()) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String slug = slug(heading.group(1));
        int repeat = repeats.merge(slug, 1, Integer::sum);
        anchors.add(repeat == 1 ? slug : slug + "-" + (repeat - 1));
      }
    }
    return anchors;
  }

  private static String slug(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
        .replaceAll("[^\\p{L}\\p{N}\\-_ ]", "")
        .replace(' ', '-');
  }

  /** Returns the links to files of the repository and to headings. */
  List<Link> links() {
    List<Link> links = new ArrayList<>();
    List<String> prose = prose();
    for (int i = 0; i < prose.size(); i++) {
      Matcher link = LINK.matcher(CODE.matcher(prose.get(i)).replaceAll("code"));
      while (link.find()) {
        if (!link.group(1).matches("\\w+:.*")) {
          links.add(Link.of(this, i + 1, link.group(1)));
        }
      }
    }
    return links;
  }

  /** Returns the lines, with empty ones in place of fenced blocks. */
  List<String> prose() {
    List<String> prose = new ArrayList<>(lines);
    for (CodeBlock block : codeBlocks()) {
      for (int i = 0; i < block.lines().size(); i++) {
        prose.set(block.firstLine() - 1 + i, "");
      }
    }
    return prose;
  }

  /** A link from a line of a Markdown file. The anchor is empty where the link has none. */
  record Link(MarkdownFile from, int line, Path target, String anchor) {

    static Link of(MarkdownFile from, int line, String address) {
      int hash = address.indexOf('#');
      String path = hash < 0 ? address : address.substring(0, hash);
      String anchor = hash < 0 ? "" : address.substring(hash + 1);
      Path target = path.isEmpty() ? from.path() : from.path().resolveSibling(path).normalize();
      return new Link(from, line, target, anchor);
    }

    /** Returns what is wrong with the link, or an empty text. */
    String fault() {
      String location = from.location(line) + ": ";
      if (!Files.exists(target)) {
        return location + "there is no " + MarkdownFile.ROOT.relativize(target);
      }
      if (anchor.isEmpty()) {
        return "";
      }
      if (!target.toString().endsWith(".md")) {
        return location + "only Markdown files have the anchor " + anchor;
      }
      return MarkdownFile.read(target).anchors().contains(anchor)
          ? ""
          : location + MarkdownFile.ROOT.relativize(target) + " has no heading for #" + anchor;
    }
  }

  private static final class Collector extends SimpleFileVisitor<Path> {

    private final List<Path> paths;

    Collector(List<Path> paths) {
      this.paths = paths;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName().toString();
      boolean skipped =
          !folder.equals(ROOT) && (name.startsWith(".") || OTHER_FOLDERS.contains(name));
      return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.toString().endsWith(".md")) {
        paths.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
