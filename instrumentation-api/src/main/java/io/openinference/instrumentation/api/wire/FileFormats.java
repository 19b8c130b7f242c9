// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.util.Locale;
import java.util.Map;

/**
 * Converts names of file formats to MIME types.
 *
 * @since 0.1.0
 */
public final class FileFormats {

  /** The types whose subtype is not the name of the format. */
  private static final Map<String, String> MIME_TYPES =
      Map.ofEntries(
          Map.entry("csv", "text/csv"),
          Map.entry("doc", "application/msword"),
          Map.entry(
              "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
          Map.entry("xls", "application/vnd.ms-excel"),
          Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
          Map.entry("html", "text/html"),
          Map.entry("txt", "text/plain"),
          Map.entry("md", "text/markdown"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("three_gp", "video/3gpp"),
          Map.entry("mkv", "video/x-matroska"),
          Map.entry("mp3", "audio/mpeg"));

  /**
   * Returns the MIME type of a format.
   *
   * @param format the name of the format, for example {@code docx}
   * @param type the type to use for a format that is not in the table, for example {@code image}
   */
  public static String mimeType(String format, String type) {
    String known = MIME_TYPES.get(format.toLowerCase(Locale.ROOT));
    return known == null ? type + "/" + format : known;
  }

  private FileFormats() {}
}
