// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Annotations as JSON Lines, in a file beside that of the spans. */
final class AnnotationLines {

  static Path beside(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return file.resolveSibling(stem + ".annotations.jsonl");
  }

  /** Reads a file. If it is not there, it has no annotations. */
  static List<PhoenixAnnotation> read(Path file) throws IOException {
    List<PhoenixAnnotation> annotations = new ArrayList<>();
    if (Files.exists(file)) {
      LineFile.read(
          file,
          (Map<String, @Nullable Object> object, String place) ->
              annotations.add(annotation(object, place)));
    }
    return annotations;
  }

  private static PhoenixAnnotation annotation(Map<String, @Nullable Object> object, String place)
      throws IOException {
    PhoenixAnnotation annotation = new PhoenixAnnotation(object);
    if (annotation.targetId().isEmpty() || annotation.name().isEmpty()) {
      throw new IOException(place + ": an annotation needs a name, and the id of a span or trace");
    }
    return annotation;
  }

  /** Writes a file. Without annotations it deletes the file, which may be of an earlier save. */
  static void write(List<PhoenixAnnotation> annotations, Path file) throws IOException {
    if (annotations.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    Json json = new Json();
    Files.write(file, annotations.stream().map(each -> json.writeText(each.json())).toList());
  }

  private AnnotationLines() {}
}
