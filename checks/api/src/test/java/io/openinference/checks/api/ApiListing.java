// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.api;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public and protected members of a module's public types, as {@code javap} prints them.
 *
 * <p>Types and members are sorted, so that moving code does not change the text. Types of a package
 * named {@code internal} are left out.
 */
final class ApiListing {

  private static final Pattern TYPE = Pattern.compile("^.*?(?:class|interface) ([\\w.$]+).*\\{$");
  private static final String END_OF_TYPE = "}";

  // By name. A header without its members is a type that nobody outside can see.
  private final SortedMap<String, String> texts = new TreeMap<>();

  private ApiListing() {}

  /** Reads the class files below a folder. */
  static ApiListing of(Path classes) {
    ApiListing listing = new ApiListing();
    List<String> block = new ArrayList<>();
    for (String line : javap(classFiles(classes)).lines().toList()) {
      if (!line.startsWith("Compiled from")) {
        block.add(line);
      }
      if (line.equals(END_OF_TYPE)) {
        listing.add(block);
        block.clear();
      }
    }
    listing.removeHidden();
    return listing;
  }

  private static List<String> classFiles(Path classes) {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String javap(List<String> classFiles) {
    ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
    StringWriter text = new StringWriter();
    StringWriter errors = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of("-protected", "-constants"));
    arguments.addAll(classFiles);
    int exitCode =
        javap.run(new PrintWriter(text), new PrintWriter(errors), arguments.toArray(String[]::new));
    if (exitCode != 0) {
      throw new IllegalStateException("javap failed: " + errors);
    }
    return text.toString();
  }

  private void add(List<String> block) {
    String header = block.get(0);
    Matcher type = TYPE.matcher(header);
    if (!type.matches()) {
      throw new IllegalStateException("javap printed an unknown header: " + header);
    }
    boolean isVisible = header.startsWith("public ") || header.startsWith("protected ");
    if (isVisible && !type.group(1).contains(".internal.")) {
      TreeSet<String> members = new TreeSet<>(block.subList(1, block.size() - 1));
      String text =
          Stream.concat(Stream.concat(Stream.of(header), members.stream()), Stream.of(END_OF_TYPE))
              .collect(Collectors.joining("\n"));
      texts.put(type.group(1), text);
    }
  }

  /** Removes public types that are nested in types that are not public. */
  private void removeHidden() {
    texts
        .keySet()
        .removeIf(name -> name.contains("$") && !texts.containsKey(enclosingTypeOf(name)));
  }

  private static String enclosingTypeOf(String name) {
    return name.substring(0, name.lastIndexOf('$'));
  }

  /** Returns the full names of types that are not nested. */
  List<String> topLevelTypes() {
    return texts.keySet().stream().filter(name -> !name.contains("$")).toList();
  }

  @Override
  public String toString() {
    return texts.values().stream().collect(Collectors.joining("\n\n", "", "\n"));
  }
}
