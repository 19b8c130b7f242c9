// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code .env.phoenix}. */
final class EnvironmentFile {

  private static final Logger logger = Logger.getLogger(PhoenixClient.class.getName());

  private static final String NAME = ".env.phoenix";
  private static final long MAX_BYTES = 64 * 1024;
  private static final Pattern KEY = Pattern.compile("PHOENIX_[A-Za-z0-9_]*");

  /** Returns the entries of the first file in this folder or one above. */
  static Map<String, String> nearest(Path directory) {
    for (Path folder = directory; folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(NAME);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        String complaint = complaint(file);
        if (complaint == null) {
          return read(file);
        }
        logger.warning(file + " is ignored: " + complaint);
      }
    }
    return Map.of();
  }

  /** Says why a file is not read. Somebody else could put a file where many users work. */
  private static @Nullable String complaint(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return "it is no regular file";
      }
      String user = System.getProperty("user.name");
      String owner = Files.getOwner(file).getName();
      // Windows puts the domain before the name.
      if (!owner.equals(user) && !owner.endsWith("\\" + user)) {
        return "it belongs to another user";
      }
      return null;
    } catch (IOException | UnsupportedOperationException e) {
      return "it cannot be read";
    }
  }

  private static Map<String, String> read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        logger.warning(file + " is ignored: it has more than 64 KiB");
        return Map.of();
      }
      return parse(Files.readString(file));
    } catch (CharacterCodingException e) {
      logger.warning(file + " is ignored: it is no UTF-8");
    } catch (IOException e) {
      logger.warning(file + " is ignored: it cannot be read");
    }
    return Map.of();
  }

  static Map<String, String> parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String each : text.split("\\R", -1)) {
      String line = each.strip();
      if (line.startsWith("export ")) {
        line = line.substring("export ".length());
      }
      int equals = line.indexOf('=');
      if (equals < 0 || line.startsWith("#")) {
        continue;
      }
      String key = line.substring(0, equals).strip();
      String value = unquote(line.substring(equals + 1).strip());
      if (KEY.matcher(key).matches() && !value.isBlank()) {
        values.put(key, value.strip());
      }
    }
    return values;
  }

  private static String unquote(String value) {
    char first = value.isEmpty() ? ' ' : value.charAt(0);
    boolean isQuoted =
        value.length() >= 2
            && (first == '"' || first == '\'')
            && value.charAt(value.length() - 1) == first;
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }

  private EnvironmentFile() {}
}
