// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields and files of a form in the format {@code multipart/form-data}. */
final class Multipart {

  private static final int MAX_PARTS = 10_000;
  private static final Pattern BOUNDARY =
      Pattern.compile(";\\s*boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME = Pattern.compile("[;\\s]name=\"([^\"]*)\"");

  private final List<Part> parts = new ArrayList<>();

  private Multipart() {}

  /** A field or a file. The names of headers are in lower case. */
  private record Part(String name, Map<String, String> headers, String bytes) {

    byte[] content() {
      return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  static Multipart read(byte[] body, String contentType) throws HttpError {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw new HttpError(422, "Content-Type must name the boundary of the form.");
    }
    String delimiter =
        "\r\n--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
    // One character for each byte, so that positions in the text are those in the body.
    String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
    Multipart form = new Multipart();
    int start = text.indexOf(delimiter);
    while (start >= 0) {
      start += delimiter.length();
      int end = text.indexOf(delimiter, start);
      if (text.startsWith("--", start) || end < 0) {
        break;
      }
      form.add(text.substring(start, end));
      start = end;
    }
    return form;
  }

  private void add(String part) throws HttpError {
    int blank = part.indexOf("\r\n\r\n");
    if (blank < 0) {
      throw new HttpError(422, "A part of the form has no headers.");
    }
    if (parts.size() >= MAX_PARTS) {
      throw new HttpError(413, "The form has more than " + MAX_PARTS + " parts.");
    }
    Map<String, String> headers = new HashMap<>();
    for (String line : part.substring(0, blank).split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), utf8(line, colon + 1));
      }
    }
    Matcher name = NAME.matcher(headers.getOrDefault("content-disposition", ""));
    if (name.find()) {
      parts.add(new Part(name.group(1).replace("%22", "\""), headers, part.substring(blank + 4)));
    }
  }

  private static String utf8(String latin, int from) {
    byte[] bytes = latin.substring(from).strip().getBytes(StandardCharsets.ISO_8859_1);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Returns the values of a field that are not empty. */
  List<String> all(String name) {
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .map(part -> new String(part.content(), StandardCharsets.UTF_8))
        .filter(value -> !value.isBlank())
        .toList();
  }

  /** Returns the first value of a field that is not empty; null if there is none. */
  @Nullable String first(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? null : values.get(0);
  }

  /** Returns a file of a type, inflated. */
  byte[] file(String name, String type) throws IOException, HttpError {
    for (Part part : parts) {
      if (part.name().equals(name)) {
        String given = part.headers().getOrDefault("content-type", "");
        if (!given.startsWith(type)) {
          throw new HttpError(415, "The type of the file must be " + type + ", not " + given + ".");
        }
        return RequestBody.read(
            new ByteArrayInputStream(part.content()), part.headers().get("content-encoding"));
      }
    }
    throw new HttpError(422, "The form has no file in its field " + name + ".");
  }
}
