// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads files with a JSON object on each line. Messages name the file, the line and the column. */
final class LineFile {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * Reads a file, without its empty lines.
   *
   * @throws IOException if a line is no JSON object
   */
  static void read(Path file, Consumer lines) throws IOException {
    Json json = new Json();
    int number = 0;
    try (BufferedReader reader = new BufferedReader(open(file))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          String place = file + ":" + number;
          lines.accept(object(json, line, place), place);
        }
      }
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": no UTF-8, after line " + number, e);
    }
  }

  /** Opens a text file in UTF-8, without the mark that some editors put before the text. */
  static Reader open(Path file) throws IOException {
    PushbackReader reader = new PushbackReader(Files.newBufferedReader(file));
    try {
      int first = reader.read();
      if (first >= 0 && first != BYTE_ORDER_MARK) {
        reader.unread(first);
      }
      return reader;
    } catch (CharacterCodingException e) {
      reader.close();
      throw new IOException(file + ": no UTF-8", e);
    }
  }

  private static Map<String, @Nullable Object> object(Json json, String line, String place)
      throws IOException {
    Object value;
    try {
      value = json.read(line);
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation();
      String column = location == null ? "" : ":" + location.getColumnNr();
      throw new IOException(place + column + ": no JSON: " + e.getOriginalMessage(), e);
    }
    if (value instanceof Map<?, ?> map) {
      return Json.map(map);
    }
    throw new IOException(place + ": no JSON object");
  }

  private LineFile() {}

  /** Takes a line. */
  interface Consumer {

    /**
     * Takes the object of a line.
     *
     * @param place file and line, for messages
     */
    void accept(Map<String, @Nullable Object> object, String place) throws IOException;
  }
}
